import CallTraces
import Synchronization
import Testing

/// The logger collects traces, and a flush stores them in the order in which they were logged.
struct CallTraceStoreLoggerTests {
    /// A store that records the batches it is given, and fails or runs an action on request.
    private final class BatchStore: CallTraceStore {
        struct Refusal: Error {}

        private struct State {
            var batches: [[String]] = []
            var refusals = 0
            var isAdding = false
            var overlaps = 0
            var whileAdding: @Sendable () -> Void = {}
        }

        private let state = Mutex(State())

        var batches: [[String]] { state.withLock(\.batches) }
        var overlaps: Int { state.withLock(\.overlaps) }

        static func makeStore(connectionString: String) async throws -> BatchStore { BatchStore() }

        func refuseNext(_ count: Int) {
            state.withLock { $0.refusals = count }
        }

        func whileAdding(_ action: @escaping @Sendable () -> Void) {
            state.withLock { $0.whileAdding = action }
        }

        func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
            state.withLock { state in
                if state.isAdding { state.overlaps += 1 }
                state.isAdding = true
            }
            state.withLock(\.whileAdding)()
            for _ in 0..<10 { await Task.yield() }
            try state.withLock { state in
                state.isAdding = false
                guard state.refusals == 0 else {
                    state.refusals -= 1
                    throw Refusal()
                }
                state.batches.append(traces.map(\.qualname))
            }
        }

        func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] { [] }
        func listModules() async throws -> [String] { [] }
    }

    private let store = BatchStore()

    private func trace(_ qualname: String, module: String = "m") -> CallTrace {
        CallTrace(module: module, qualname: qualname)
    }

    @Test func `nothing is stored before a flush, then everything in one batch`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        logger.log(trace("f"))
        logger.log(trace("g"))
        #expect(store.batches.isEmpty)
        try await logger.flush()
        #expect(store.batches == [["f", "g"]])
    }

    @Test func `a flush of no traces adds nothing`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        try await logger.flush()
        logger.log(trace("f"))
        try await logger.flush()
        try await logger.flush()
        #expect(store.batches == [["f"]])
    }

    @Test func `traces of the module __main__ are ignored`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        logger.log(trace("f", module: "__main__"))
        logger.log(trace("g", module: "__main__.py"))
        logger.log(trace("h", module: "__Main__"))
        try await logger.flush()
        #expect(store.batches == [["g", "h"]])
    }

    @Test func `a failed flush throws, and the next one stores its traces before later ones`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        store.refuseNext(2)
        logger.log(trace("f"))
        await #expect(throws: BatchStore.Refusal.self) { try await logger.flush() }
        logger.log(trace("g"))
        await #expect(throws: BatchStore.Refusal.self) { try await logger.flush() }
        logger.log(trace("h"))
        #expect(store.batches.isEmpty)
        try await logger.flush()
        #expect(store.batches == [["f", "g", "h"]])
    }

    @Test func `traces logged during a failed flush are stored after its own`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        store.refuseNext(1)
        store.whileAdding { [trace = trace("g")] in logger.log(trace) }
        logger.log(trace("f"))
        await #expect(throws: BatchStore.Refusal.self) { try await logger.flush() }
        store.whileAdding {}
        try await logger.flush()
        #expect(store.batches == [["f", "g"]])
    }

    @Test func `concurrent flushes store every trace once, in order`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        let names = (0..<200).map { "f\($0)" }
        try await withThrowingTaskGroup { group in
            for name in names {
                logger.log(trace(name))
                group.addTask { try await logger.flush() }
                await Task.yield()
            }
            try await group.waitForAll()
        }
        #expect(store.batches.flatMap(\.self) == names)
        #expect(store.overlaps == 0)
    }

    @Test func `a flush returns when everything logged before it is stored`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        for round in 0..<20 {
            logger.log(trace("f\(round)"))
            async let other: Void = logger.flush()
            try await logger.flush()
            #expect(store.batches.joined().contains("f\(round)"))
            try await other
        }
    }

    @Test func `a failed flush does not make the next one fail`() async throws {
        let logger = CallTraceStoreLogger(store: store)
        store.refuseNext(1)
        logger.log(trace("f"))
        let failures = await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { (try? await logger.flush()) == nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == 1)
        #expect(store.batches == [["f"]])
    }
}
