import CallTraces
import InMemoryLogging
import Logging
import Synchronization
import Testing

@testable import CallTracesSQLite

/// A batch has each row once, at its latest occurrence.
struct EncodedBatchTests {
    private func trace(_ qualname: String, module: String = "m") -> CallTrace {
        CallTrace(module: module, qualname: qualname)
    }

    @Test(
        arguments: ["fgfhggiff", "f", "ff", "fff", "fgfgfg", "ffffg", "gffff"],
        [RowHasher(bits: 0), RowHasher(bits: 1), RowHasher()]
    )
    func `rows are in the order of their latest occurrence, whatever their hashes`(
        calls: String,
        hasher: RowHasher
    ) throws {
        let batch = try EncodedBatch(calls.map { trace(String($0)) }, hasher)
        let expected = Set(calls).sorted {
            (calls.lastIndex(of: $0) ?? calls.endIndex) < (calls.lastIndex(of: $1) ?? calls.endIndex)
        }
        #expect(batch.rows.map(\.row.qualname) == expected.map { String($0) })
    }

    @Test func `a batch has no rows of traces that cannot be serialized`() throws {
        #expect(try EncodedBatch([], RowHasher()).rows.isEmpty)
        #expect(try EncodedBatch([trace("")], RowHasher()).rows.isEmpty)
        #expect(try EncodedBatch([trace(""), trace("f")], RowHasher()).rows.map(\.row.qualname) == ["f"])
    }

    @Test func `a batch grows only with its distinct rows, however long the stream`() throws {
        let batch = try EncodedBatch((0..<100_000).lazy.map { trace("f\($0 % 7)") }, RowHasher())
        #expect(batch.rows.map(\.row.qualname) == ["f5", "f6", "f0", "f1", "f2", "f3", "f4"])
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
        let batch = try EncodedBatch(traces + traces + traces.reversed(), RowHasher())
        #expect(try batch.rows.map(\.row) == traces.reversed().map { try CallTraceRow($0) })
    }

    @Test func `the order of the arguments makes no difference`() throws {
        let int = TypeReference(module: "builtins", qualname: "int")
        let one = CallTrace(module: "m", qualname: "f", argTypes: ["a": int, "b": .noneType])
        let other = CallTrace(module: "m", qualname: "f", argTypes: ["b": .noneType, "a": int])
        #expect(try EncodedBatch([one, other, one, other, one], RowHasher()).rows.count == 1)
    }

    @Test func `a trace that cannot be serialized is logged each time`() throws {
        let handler = InMemoryLogHandler()
        try withLogger(Logger(label: "test") { _ in handler }) { _ in
            let traces = [trace("f"), trace(""), trace("f"), trace(""), trace("f"), trace("")]
            let batch = try EncodedBatch(traces, RowHasher())
            #expect(batch.rows.count == 1)
        }
        #expect(handler.entries.count == 3)
    }

    @Test func `a long stream is not encoded to its end once the task is canceled`() async throws {
        let encoded = Mutex(0)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try EncodedBatch(
                (0..<1_000_000).lazy.map { number in
                    encoded.withLock { $0 += 1 }
                    return CallTrace(module: "m", qualname: "f\(number % 10)")
                },
                RowHasher()
            )
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(encoded.withLock(\.self) < 10_000)
    }
}
