import CallTraces
import InMemoryLogging
import Logging
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

    private let handler = InMemoryLogHandler()

    /// Flushes, as a program does that goes on when the store fails, and returns whether the store took the traces.
    private func flush(_ logger: CallTraceStoreLogger<BatchStore>) async -> Bool {
        await withLogger(Logger(label: "test") { _ in handler }) { _ in
            (try? await logger.flush()) != nil
        }
    }

    /// How many traces were dropped, by each message that says so.
    private var dropped: [String?] { handler.entries.map { $0.metadata["dropped"]?.description } }

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

    @Test func `the newest traces that fit are kept, in order`() async {
        for capacity in 1...4 {
            for count in 0...3 * capacity {
                let store = BatchStore()
                let logger = CallTraceStoreLogger(store: store, capacity: capacity)
                let names = (0..<count).map { "f\($0)" }
                for name in names { logger.log(trace(name)) }
                #expect(await flush(logger))
                #expect(store.batches.flatMap(\.self) == names.suffix(capacity))

                logger.log(trace("g"))
                #expect(await flush(logger))
                #expect(store.batches.last == ["g"])
            }
        }
    }

    @Test func `a million traces are kept unless told otherwise`() {
        #expect(CallTraceStoreLogger(store: store).capacity == 1_000_000)
        #expect(CallTraceStoreLogger(store: store, capacity: 7).capacity == 7)
    }

    @Test(arguments: [1, 0, -1, .min])
    func `at least one trace is kept`(capacity: Int) async {
        let logger = CallTraceStoreLogger(store: store, capacity: capacity)
        #expect(logger.capacity == 1)
        for name in ["f", "g"] { logger.log(trace(name)) }
        #expect(await flush(logger))
        #expect(store.batches == [["g"]])
    }

    @Test func `a store that always fails does not make the logger keep more and more`() async {
        let logger = CallTraceStoreLogger(store: store, capacity: 3)
        store.refuseNext(4)
        for number in 0..<8 {
            logger.log(trace("f\(number)"))
            if !number.isMultiple(of: 2) { #expect(await !flush(logger)) }
        }
        #expect(await flush(logger))
        #expect(store.batches == [["f5", "f6", "f7"]])
        #expect(dropped == ["1", "2", "2"])
    }

    @Test func `traces of a failed flush count as kept, and are dropped before later ones`() async {
        let logger = CallTraceStoreLogger(store: store, capacity: 4)
        store.refuseNext(1)
        store.whileAdding { [later = ["f3", "f4"].map { trace($0) }] in
            for trace in later { logger.log(trace) }
        }
        for number in 0..<3 { logger.log(trace("f\(number)")) }
        #expect(await !flush(logger))
        store.whileAdding {}
        logger.log(trace("f5"))
        #expect(await flush(logger))
        #expect(store.batches == [["f2", "f3", "f4", "f5"]])
        #expect(dropped == ["1", "1"])
    }

    @Test func `of a failed flush nothing is kept if as many traces as fit were logged since`() async {
        let logger = CallTraceStoreLogger(store: store, capacity: 2)
        store.refuseNext(1)
        store.whileAdding { [later = ["f2", "f3", "f4"].map { trace($0) }] in
            for trace in later { logger.log(trace) }
        }
        for number in 0..<2 { logger.log(trace("f\(number)")) }
        #expect(await !flush(logger))
        store.whileAdding {}
        #expect(await flush(logger))
        #expect(store.batches == [["f3", "f4"]])
        #expect(dropped == ["3"])
    }

    @Test func `traces that were dropped are logged once, by the next flush`() async throws {
        let logger = CallTraceStoreLogger(store: store, capacity: 2)
        for name in ["f", "g", "h", "i", "j"] { logger.log(trace(name)) }
        #expect(handler.entries.isEmpty)
        #expect(await flush(logger))
        let entry = try #require(handler.entries.first)
        #expect(entry.level == .error)
        #expect(entry.metadata == ["dropped": "3", "capacity": "2"])

        #expect(await flush(logger))
        for name in ["f", "g"] { logger.log(trace(name)) }
        #expect(await flush(logger))
        #expect(handler.entries.count == 1)
    }

    @Test func `concurrent flushes log every trace that was dropped once`() async {
        let logger = CallTraceStoreLogger(store: store, capacity: 5)
        store.refuseNext(20)
        await withTaskGroup { group in
            for number in 0..<200 {
                logger.log(trace("f\(number)"))
                group.addTask { _ = await flush(logger) }
                await Task.yield()
            }
        }
        let lost = dropped.compactMap { $0.flatMap(Int.init) }.reduce(0, +)
        #expect(store.batches.joined().count + lost == 200)
        #expect(store.overlaps == 0)
    }
}
