import CallTraces
import Synchronization

/// Stores in memory, by connection string.
final class StoresInMemory: Sendable {
    private let stores = Mutex<[String: InMemoryStore]>([:])

    func store(for connectionString: String) -> InMemoryStore {
        stores.withLock { stores in
            let store = stores[connectionString] ?? InMemoryStore()
            stores[connectionString] = store
            return store
        }
    }
}
