import CallTraceContract
import Synchronization

/// Keeps the verdicts of the cases of one test, for its report.
final class VerdictCollector: Sendable {
    /// The collector of the running test, if it has one.
    @TaskLocal static var current: VerdictCollector?

    private let verdicts = Mutex<[Verdict]>([])

    func collect(_ verdict: Verdict) {
        verdicts.withLock { $0.append(verdict) }
    }

    /// The report on each store, its verdicts in the order of the contract.
    var reports: [Report] {
        let order = Dictionary(uniqueKeysWithValues: zip(Contract.allClauses, 0...))
        return Dictionary(grouping: verdicts.withLock(\.self), by: \.storeName)
            .sorted { $0.key < $1.key }
            .map { _, verdicts in
                Report(verdicts.sorted { order[$0.clause, default: 0] < order[$1.clause, default: 0] })
            }
    }
}
