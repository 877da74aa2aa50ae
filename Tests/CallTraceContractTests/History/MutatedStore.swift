import CallTraceContract
import CallTraces

/// A store in memory with something done before an add and to what a filter found.
struct MutatedStore: CallTraceStore {
    let store: InMemoryStore
    var beforeAdd: @Sendable ([CallTrace]) async throws -> Void = { _ in }
    var found: @Sendable ([CallTraceRow]) -> [CallTraceRow] = { $0 }

    static func makeStore(connectionString: String) async throws -> MutatedStore {
        MutatedStore(store: InMemoryStore())
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let traces = Array(traces)
        try await beforeAdd(traces)
        try await store.add(traces)
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        found(try await store.filter(module: module, qualnamePrefix: qualnamePrefix, limit: limit))
    }

    func listModules() async throws -> [String] {
        try await store.listModules()
    }
}

extension Subject {
    /// A mutated store, persistent while the subject is, whose connection strings are numbered by the subject.
    static func mutated(
        histories: Histories = Histories(),
        remove: (@Sendable (String) async throws -> Void)? = nil,
        _ mutate: @escaping @Sendable (inout MutatedStore) -> Void
    ) -> Subject {
        let names = Count()
        let log = StoresInMemory()
        return Subject(
            named: "Twisted",
            histories: histories,
            remove: remove,
            makeStore: { connectionString in
                var store = MutatedStore(store: log.store(of: connectionString))
                mutate(&store)
                return store
            },
            connectionString: { _ in "store-\(names.next())" }
        )
    }
}
