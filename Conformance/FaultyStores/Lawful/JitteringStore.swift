import CallTraces

/// A store with random delays of up to a millisecond around its calls, as over a network.
struct JitteringStore: WrappingStore {
    let wrapped: PlainStore

    init(_ wrapped: PlainStore) {
        self.wrapped = wrapped
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        try await jitter()
        try await wrapped.add(traces)
        // Once the traces are stored, it is too late to throw.
        try? await jitter()
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [PlainThunk] {
        try await jitter()
        return try await wrapped.filter(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
    }

    func listModules() async throws -> [String] {
        try await jitter()
        return try await wrapped.listModules()
    }

    private func jitter() async throws {
        try await Task.sleep(for: .microseconds(Int.random(in: 0...1_000)))
    }
}
