import CallTraceContract
import Synchronization

/// Collects the verdicts of a test's cases for its report.
final class VerdictCollector: Sendable {
    /// The collector of the running test, if it has one.
    @TaskLocal static var current: VerdictCollector?

    private let start = ContinuousClock.now
    private let verdicts = Mutex<[Verdict]>([])

    func collect(_ verdict: Verdict) {
        verdicts.withLock { $0.append(verdict) }
    }

    /// A report for each store, with its verdicts in the order of the contract.
    var reports: [Report] {
        let positions = Dictionary(uniqueKeysWithValues: zip(Contract.allClauses, 0...))
        let duration = ContinuousClock.now - start
        return Dictionary(grouping: verdicts.withLock(\.self), by: \.storeName)
            .sorted { $0.key < $1.key }
            .map { _, verdicts in
                let sorted = verdicts.sorted {
                    positions[$0.clause, default: 0] < positions[$1.clause, default: 0]
                }
                return Report(sorted, duration: duration)
            }
    }
}
