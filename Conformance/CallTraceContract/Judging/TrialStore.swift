import CallTraces
import Synchronization

/// A store opened in a trial, which records every call before making it.
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
        trial.recorder.record(.release(store: number))
        store.withLock { $0 = nil }
    }

    func add(_ batch: Batch) async throws {
        try await add(batch.traces, shownAs: batch)
    }

    /// Adds from a sequence made by the check, which a report shows as a batch.
    func add(_ traces: some Sequence<CallTrace> & Sendable, shownAs batch: Batch) async throws {
        let store = try opened
        trial.recorder.record(.add(store: number, batch: batch))
        trial.count(traces: batch.traces.count)
        try await trial.throwing("add, a batch of \(batch.traces.count)") { try await store.add(traces) }
    }

    /// Queries traces; a `nil` limit means the default.
    func filter(_ module: String, prefix: String? = nil, limit: Int? = nil) async throws -> FilterResult {
        let store = try opened
        let result = trial.recorder.nextResult()
        trial.recorder.record(
            .filter(store: number, result: result, module: module, qualnamePrefix: prefix, limit: limit)
        )
        let name = "filter(module: \(SwiftText.string(module)), limit: \(limit.map(SwiftText.limit) ?? "default"))"
        let thunks: [any CallTraceThunk] = try await trial.throwing(name) {
            guard let limit else {
                if let store = store as? any AdaptedStore {
                    return try await store.filter(byDefaultLimitIn: module, qualnamePrefix: prefix)
                }
                return try await store.filter(module: module, qualnamePrefix: prefix)
            }
            return try await store.filter(module: module, qualnamePrefix: prefix, limit: limit)
        }
        return FilterResult(number: result, thunks: thunks)
    }

    /// Makes each of some calls several times, whatever they throw.
    ///
    /// - Parameters:
    ///   - calls: The kinds of calls.
    ///   - module: The module of the traces, named `f1`, `f2`, and so on, that are added and queried; by default one that no
    ///     scenario uses.
    ///   - times: How often.
    func use(_ calls: Set<PastCall>, of module: String = PastCall.module, times: Int = PastCall.count) async {
        trial.recorder.record(.use(store: number, calls: calls, module: module, times: times))
        await trial.recorder.summarizing {
            for number in 1...times {
                if calls.contains(.add) { try? await add([CallTrace(module: module, qualname: "f\(number)")]) }
                if calls.contains(.filter) { _ = try? await filter(module) }
                if calls.contains(.listModules) { _ = try? await listModules() }
            }
        }
    }

    /// The modules that the store lists besides those of the scenario.
    var pastModules: [String] { trial.past.contains(.add) ? [PastCall.module] : [] }

    func listModules() async throws -> [String] {
        let store = try opened
        trial.recorder.record(.listModules(store: number))
        return try await trial.throwing("listModules()") { try await store.listModules() }
    }
}
