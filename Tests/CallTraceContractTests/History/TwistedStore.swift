import CallTraceContract
import CallTraces

/// A store in memory with something done before an add and to what a filter found.
struct TwistedStore: CallTraceStore {
    let store: InMemoryStore
    var beforeAdd: @Sendable ([CallTrace]) async throws -> Void = { _ in }
    var found: @Sendable ([CallTraceRow]) -> [CallTraceRow] = { $0 }

    static func makeStore(connectionString: String) async throws -> TwistedStore {
        TwistedStore(store: InMemoryStore())
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
    /// A twisted store, persistent while the subject is, whose connection strings are numbered by the subject.
    static func twisted(
        histories: Histories = Histories(),
        remove: (@Sendable (String) async throws -> Void)? = nil,
        _ twist: @escaping @Sendable (inout TwistedStore) -> Void
    ) -> Subject {
        let names = Count()
        let shelf = StoresInMemory()
        return Subject(
            named: "Twisted",
            histories: histories,
            remove: remove,
            makeStore: { connectionString in
                var store = TwistedStore(store: shelf.store(of: connectionString))
                twist(&store)
                return store
            },
            connectionString: { _ in "store-\(names.next())" }
        )
    }
}
