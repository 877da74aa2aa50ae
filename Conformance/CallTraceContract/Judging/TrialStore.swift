import CallTraces
import Synchronization

/// A store opened in a trial: every call is recorded before it is made.
final class TrialStore: Sendable {
    let number: Int
    let connectionString: String
    private let store: Mutex<(any CallTraceStore)?>
    let trial: Trial

    init(number: Int, connectionString: String, store: any CallTraceStore, trial: Trial) {
        self.number = number
        self.connectionString = connectionString
        self.store = Mutex(store)
        self.trial = trial
    }

    /// The store itself.
    var opened: any CallTraceStore {
        get throws {
            guard let store = store.withLock(\.self) else { throw KitError("a check used a store after its release") }
            return store
        }
    }

    /// Drops the last reference to the store.
    func release() {
        trial.record(.release(store: number))
        store.withLock { $0 = nil }
    }

    func add(_ batch: Batch) async throws {
        try await add(batch.traces, shownAs: batch)
    }

    /// Adds from a sequence of the check's own, which the report shows as a batch.
    func add(_ traces: some Sequence<CallTrace> & Sendable, shownAs batch: Batch) async throws {
        let store = try opened
        trial.record(.add(store: number, batch: batch))
        try await trial.throwing { try await store.add(traces) }
    }

    /// Queries traces; a `nil` limit is left to the default.
    func filter(_ module: String, prefix: String? = nil, limit: Int? = nil) async throws -> Found {
        let store = try opened
        let result = trial.nextResult()
        trial.record(
            .filter(store: number, result: result, module: module, qualnamePrefix: prefix, limit: limit)
        )
        let thunks: [any CallTraceThunk] = try await trial.throwing {
            guard let limit else { return try await store.filter(module: module, qualnamePrefix: prefix) }
            return try await store.filter(module: module, qualnamePrefix: prefix, limit: limit)
        }
        return Found(result: result, thunks: thunks)
    }

    func listModules() async throws -> [String] {
        let store = try opened
        trial.record(.listModules(store: number))
        return try await trial.throwing { try await store.listModules() }
    }
}
