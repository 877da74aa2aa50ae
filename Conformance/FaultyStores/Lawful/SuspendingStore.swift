import CallTraces

/// An actor that suspends before and after whatever it does.
actor SuspendingStore: WrappingStore {
    nonisolated let wrapped: PlainStore

    init(_ wrapped: PlainStore) {
        self.wrapped = wrapped
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        await Task.yield()
        try await wrapped.add(traces)
        await Task.yield()
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [PlainThunk] {
        await Task.yield()
        let found = try await wrapped.filter(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
        await Task.yield()
        return found
    }

    func listModules() async throws -> [String] {
        await Task.yield()
        let modules = try await wrapped.listModules()
        await Task.yield()
        return modules
    }
}
