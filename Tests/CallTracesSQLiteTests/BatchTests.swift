import CallTraces
import Testing

@testable import CallTracesSQLite

/// A batch holds each row once, where it occurred last.
struct BatchTests {
    private func row(_ qualname: String) -> CallTraceRow {
        CallTraceRow(module: "m", qualname: qualname, argTypes: "{}", returnType: nil, yieldType: nil)
    }

    @Test func `rows stand in the order of their latest occurrence`() {
        let batch = Batch(["f", "g", "f", "h", "g", "g", "i", "f", "f"].map(row))
        #expect(batch.entries.map(\.row.qualname) == ["h", "g", "i", "f"])
    }

    @Test func `the modules are those of the rows`() {
        let other = CallTraceRow(module: "n", qualname: "f", argTypes: "", returnType: nil, yieldType: nil)
        #expect(Batch([row("f"), other, row("g")]).modules == [ExactString("m"), ExactString("n")])
    }

    @Test func `no rows make an empty batch`() {
        #expect(Batch([]).isEmpty)
        #expect(!Batch([row("f")]).isEmpty)
    }

    @Test func `however long a stream, the batch grows with its distinct rows alone`() {
        let batch = Batch((0..<100_000).lazy.map { row("f\($0 % 7)") })
        #expect(batch.entries.map(\.row.qualname) == ["f5", "f6", "f0", "f1", "f2", "f3", "f4"])
        #expect(batch.slots.count <= 2 * 7 + 1)
    }
}
