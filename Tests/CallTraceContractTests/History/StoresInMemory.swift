import CallTraces
import Synchronization

/// Stores in memory that a connection string finds again.
final class StoresInMemory: Sendable {
    private let stores = Mutex<[String: InMemoryStore]>([:])

    func store(of connectionString: String) -> InMemoryStore {
        stores.withLock { stores in
            let store = stores[connectionString] ?? InMemoryStore()
            stores[connectionString] = store
            return store
        }
    }
}
