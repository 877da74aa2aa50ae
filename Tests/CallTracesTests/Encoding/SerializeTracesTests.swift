import CallTraces
import InMemoryLogging
import Logging
import Synchronization
import Testing

/// Traces are serialized one by one, on demand; those that cannot be serialized are logged and left out.
struct SerializeTracesTests {
    /// A sequence that counts its iterators, and the traces taken from them.
    private final class CountingSequence: Sequence {
        let traces: [CallTrace]
        private(set) var begun = 0
        private(set) var taken = 0

        init(_ traces: [CallTrace]) {
            self.traces = traces
        }

        func makeIterator() -> AnyIterator<CallTrace> {
            begun += 1
            var iterator = traces.makeIterator()
            return AnyIterator {
                self.taken += 1
                return iterator.next()
            }
        }
    }

    private let traces = ["f", "", "g", "", "h"].map { CallTrace(module: "m", qualname: $0) }

    @Test func `serialization continues after a failure`() {
        let logger = Logger(label: "test") { _ in InMemoryLogHandler() }
        #expect(serializeTraces(traces, logger: logger).map(\.qualname) == ["f", "g", "h"])
    }

    @Test func `a failure is logged with its error, module, and qualname`() throws {
        let handler = InMemoryLogHandler()
        let local = TypeReference(module: "m", qualname: "(unknown context at $1).Local")
        let trace = CallTrace(module: "some.module", qualname: "some.name", argTypes: ["a": local])
        let rows = Array(serializeTraces([trace], logger: Logger(label: "test") { _ in handler }))
        #expect(rows.isEmpty)

        let entry = try #require(handler.entries.first)
        #expect(handler.entries.count == 1)
        #expect(entry.level == .error)
        #expect(entry.metadata == ["module": "some.module", "qualname": "some.name"])
        #expect((entry.error as? CallTraceError)?.code == .cannotSerialize)
    }

    @Test func `the default logger is that of the current task`() {
        let handler = InMemoryLogHandler()
        withLogger(Logger(label: "test") { _ in handler }) { _ in
            #expect(Array(serializeTraces(traces)).count == 3)
        }
        #expect(handler.entries.count == 2)
    }

    @Test func `no trace is serialized before it is needed`() {
        let counting = CountingSequence(traces)
        let rows = serializeTraces(counting, logger: Logger(label: "test") { _ in InMemoryLogHandler() })
        #expect(counting.begun == 0)

        var iterator = rows.makeIterator()
        #expect(counting.taken == 0)
        #expect(iterator.next()?.qualname == "f")
        #expect(counting.taken == 1)
    }

    @Test func `the sequence is iterated once`() {
        let counting = CountingSequence(traces)
        let rows = serializeTraces(counting, logger: Logger(label: "test") { _ in InMemoryLogHandler() })
        #expect(Array(rows).count == 3)
        #expect(counting.begun == 1)
        #expect(counting.taken == traces.count + 1)
    }
}
