import CallTraceContract
import Synchronization
import Testing

/// Finds out, once per test, whether a store can be made at all.
final class StoreProbe: Sendable {
    enum Result {
        case made
        /// No store could be made; only the first caller has to report it.
        case failed(Violation, isFirst: Bool)
    }

    static let shared = StoreProbe()

    private struct Key: Hashable {
        let test: Test.ID
        let storeName: String
    }

    private struct State {
        var probes: [Key: Task<Violation?, Never>] = [:]
        var reported: Set<Key> = []
    }

    private let state = Mutex(State())

    func result(for subject: AnySubject, in test: Test) async -> Result {
        let key = Key(test: test.id, storeName: subject.storeName)
        let probe = state.withLock { state in
            let probe = state.probes[key] ?? Task { await subject.failureToMakeStore() }
            state.probes[key] = probe
            return probe
        }
        guard let violation = await probe.value else { return .made }
        return .failed(violation, isFirst: state.withLock { $0.reported.insert(key).inserted })
    }
}
