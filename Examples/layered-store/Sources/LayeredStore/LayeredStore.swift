public import CallTraces

/// A store over another one that samples what it is given, buffers what it keeps, and counts both.
///
/// Unless told otherwise, it samples and buffers nothing, and upholds whatever its base upholds.
///
/// ```swift
/// let store = LayeredStore(try await SQLiteStore.makeStore(connectionString: path), oneIn: 10, bufferSize: 500)
/// try await store.add(traces)
/// try await store.flush()
/// print(await store.counts)
/// ```
public actor LayeredStore<Base: CallTraceStore>: CallTraceStore {
    /// How many traces got how far on their way to the base.
    public struct Counts: Hashable, Sendable {
        /// The traces that were added.
        public let offered: Int
        /// Those of them that sampling kept.
        public let kept: Int
        /// Those of them that were given to the base; the others are in the buffer.
        public let stored: Int

        /// Creates counts, for a test to compare with.
        public init(offered: Int, kept: Int, stored: Int) {
            (self.offered, self.kept, self.stored) = (offered, kept, stored)
        }
    }

    /// The store that holds the traces.
    public nonisolated let base: Base

    private let bufferSize: Int
    private var sampling: Sampling
    private var buffer: [CallTrace] = []
    private var offered = 0
    private var kept = 0
    private var lastTurn: Task<Void, Never>?

    /// Creates a store over another one.
    ///
    /// - Parameters:
    ///   - base: The store that holds the traces.
    ///   - rate: Of how many identical traces one is kept, beginning with the first; 1 keeps all of them.
    ///   - bufferSize: How many traces may be lost with the process. With 0, the base has them when `add` returns.
    public init(_ base: Base, oneIn rate: Int = 1, bufferSize: Int = 0) {
        self.base = base
        self.bufferSize = bufferSize
        sampling = Sampling(rate: rate)
    }

    /// The counts of the calls that have returned.
    public var counts: Counts { Counts(offered: offered, kept: kept, stored: kept - buffer.count) }

    /// Opens a base and a store over it that neither samples nor buffers.
    ///
    /// - Parameter connectionString: The connection string of the base.
    /// - Returns: The store.
    /// - Throws: What the base throws.
    public static func makeStore(connectionString: String) async throws -> LayeredStore {
        LayeredStore(try await Base.makeStore(connectionString: connectionString))
    }

    /// Samples traces, and stores or buffers those that it keeps.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: What the base throws. Then none of the traces is stored or buffered, and none of them counts.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let traces = Array(traces)
        try await inTurn { try await self.sampleAndStore(traces) }
    }

    /// Stores what is buffered, in one batch.
    ///
    /// - Throws: What the base throws; the buffer stays as it is.
    public func flush() async throws {
        try await inTurn { try await self.storeBuffer() }
    }

    /// Finds the newest traces of a module in the base, which is given what is buffered first.
    ///
    /// - Parameters:
    ///   - module: The module.
    ///   - qualnamePrefix: The first bytes of the qualname; `nil` and the empty string match every function.
    ///   - limit: The maximum number of traces to return.
    /// - Returns: The base's thunks.
    /// - Throws: What the base throws.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [Base.Thunk] {
        try await flush()
        return try await base.filter(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
    }

    /// Lists the modules in the base, which is given what is buffered first.
    ///
    /// - Returns: The modules.
    /// - Throws: What the base throws.
    public func listModules() async throws -> [String] {
        try await flush()
        return try await base.listModules()
    }

    private func sampleAndStore(_ traces: [CallTrace]) async throws {
        let sample = traces.filter { sampling.keeps($0) }
        var waiting = buffer + sample
        if waiting.count > bufferSize {
            do {
                try await base.add(waiting)
            } catch {
                // What the base has not taken must not count as the first of its kind.
                sampling.forget()
                throw error
            }
            waiting = []
        }
        buffer = waiting
        offered += traces.count
        kept += sample.count
    }

    private func storeBuffer() async throws {
        guard !buffer.isEmpty else { return }
        try await base.add(buffer)
        buffer = []
    }

    /// Does something when everything is done that was to be done before, as an actor lets others in at each `await`.
    private func inTurn(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let turn = Task { [lastTurn] in
            await lastTurn?.value
            try await body()
        }
        lastTurn = Task { _ = await turn.result }
        try await turn.value
    }
}
