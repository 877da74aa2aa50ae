import CallTraceContract
import CallTraces

/// A store in memory that runs a closure before each add and another on the results of filter.
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

extension AnySubject {
    /// A mutated store whose traces live as long as the subject, which numbers the connection strings.
    static func mutated(
        histories: Histories = Histories(),
        remove: (@Sendable (String) async throws -> Void)? = nil,
        _ mutate: @escaping @Sendable (inout MutatedStore) -> Void
    ) -> AnySubject {
        let names = Count()
        let stores = StoresInMemory()
        var subject = Subject(MutatedStore.self) { _ in "store-\(names.next())" }
        subject.histories = histories
        subject.remove = remove
        subject.makeStore = { connectionString in
            var store = MutatedStore(store: stores.store(for: connectionString))
            mutate(&store)
            return store
        }
        return AnySubject(subject)
    }
}
