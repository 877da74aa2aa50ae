import CallTraces
import InMemoryLogging
import Logging
import Testing

@testable import CallTracesSQLite

/// A batch has each row once, at its latest occurrence.
struct EncodedBatchTests {
    private func trace(_ qualname: String, module: String = "m") -> CallTrace {
        CallTrace(module: module, qualname: qualname)
    }

    private func storedRows(_ batch: EncodedBatch) -> [CallTraceRow] {
        batch.rows.map { batch.withBorrowed($0, CallTraceRow.init) }
    }

    @Test(arguments: ["fgfhggiff", "f", "ff", "fff", "fgfgfg", "ffffg", "gffff"])
    func `rows are in the order of their latest occurrence`(calls: String) {
        let batch = EncodedBatch(calls.map { trace(String($0)) })
        let expected = Set(calls).sorted {
            (calls.lastIndex(of: $0) ?? calls.endIndex) < (calls.lastIndex(of: $1) ?? calls.endIndex)
        }
        #expect(storedRows(batch).map(\.qualname) == expected.map { String($0) })
    }

    @Test func `the modules are those of the rows`() {
        let batch = EncodedBatch([trace("f"), trace("f", module: "n"), trace("g"), trace("", module: "none")])
        #expect(batch.modules == [ExactString("m"), ExactString("n")])
    }

    @Test func `a batch without rows is empty`() {
        #expect(EncodedBatch([]).isEmpty)
        #expect(EncodedBatch([trace("")]).isEmpty)
        #expect(!EncodedBatch([trace("f")]).isEmpty)
    }

    @Test func `a batch grows only with its distinct rows, however long the stream`() {
        let batch = EncodedBatch((0..<100_000).lazy.map { trace("f\($0 % 7)") })
        #expect(storedRows(batch).map(\.qualname) == ["f5", "f6", "f0", "f1", "f2", "f3", "f4"])
    }

    @Test func `a recurring trace has the same row as a single one`() throws {
        let names = [
            "caf\u{E9}", "cafe\u{301}", "a\0b", "\"\\\n\u{7F}\u{1F40D}", "'; --",
            String(repeating: "long", count: 300_000),
        ]
        let traces = names.flatMap { name in
            [
                CallTrace(module: name, qualname: "f"),
                CallTrace(module: "m", qualname: name, returnType: .noneType),
                CallTrace(module: "m", qualname: "f", argTypes: [name: TypeReference(module: "m", qualname: name)]),
                CallTrace(module: "m", qualname: "f", yieldType: TypeReference(module: name, qualname: "C")),
            ]
        }
        let batch = EncodedBatch(traces + traces + traces.reversed())
        #expect(try storedRows(batch) == traces.reversed().map { try CallTraceRow($0) })
    }

    @Test func `the order of the arguments makes no difference`() {
        let int = TypeReference(module: "builtins", qualname: "int")
        let one = CallTrace(module: "m", qualname: "f", argTypes: ["a": int, "b": .noneType])
        let other = CallTrace(module: "m", qualname: "f", argTypes: ["b": .noneType, "a": int])
        #expect(EncodedBatch([one, other, one, other, one]).rows.count == 1)
    }

    @Test func `a trace that cannot be serialized is logged each time`() {
        let handler = InMemoryLogHandler()
        withLogger(Logger(label: "test") { _ in handler }) { _ in
            let batch = EncodedBatch([trace("f"), trace(""), trace("f"), trace(""), trace("f"), trace("")])
            #expect(batch.rows.count == 1)
        }
        #expect(handler.entries.count == 3)
    }
}
