import CallTraceContract
import Logging

/// The known faulty stores that fail a clause just as a given store does.
///
/// The clause judges every faulty store that is known to break it. Those that fail in the same scenarios with the same
/// results point to the likely cause.
struct LikelyCause: Sendable {
    /// More candidates than this explain nothing.
    private static let maximumStores = 3

    /// The faulty stores; at least one.
    let stores: [FaultyStore]

    /// Looks for faulty stores that fail as a store did.
    ///
    /// Fails if the clause was not broken, or if no known store, or too many, break it in this way.
    ///
    /// - Parameters:
    ///   - verdict: The verdict on the store.
    ///   - subject: The store.
    ///   - launcher: How to start a child process for the faulty store with a given name.
    init?(of verdict: Verdict, on subject: AnySubject, launcher: (String) -> ProcessLauncher?) async {
        guard let violation = verdict.violations.first else { return nil }
        let stores: [FaultyStore]
        switch verdict.clause {
        case .model1: stores = await Self.repeating(violation, declaring: subject.declarations)
        // Concurrent tasks produce different results each time, or in each order.
        case .model2, .model3: return nil
        default: stores = await Self.failing(like: verdict, on: subject, launcher: launcher)
        }
        // A mistake that breaks this clause alone explains more than one that breaks many.
        let least = stores.map(\.broken.count).min()
        self.stores = stores.filter { $0.broken.count == least }
        guard (1...Self.maximumStores).contains(self.stores.count) else { return nil }
    }

    /// The stores that break a clause in the same scenarios with the same results.
    private static func failing(
        like verdict: Verdict,
        on subject: AnySubject,
        launcher: (String) -> ProcessLauncher?
    ) async -> [FaultyStore] {
        var stores: [FaultyStore] = []
        // To go through a few steps is cheaper than to judge a whole clause.
        let telltale = await telltale(of: verdict, on: subject)
        for store in FaultyStore.all where store.broken.contains(verdict.clause) {
            // A store in memory cannot repeat a violation that involves a child process.
            let results = results(in: verdict, ofOneProcess: store.storage == .memory)
            guard !results.isEmpty else { continue }
            let candidate = store.subject(declaring: subject.declarations, launcher: launcher(store.name))
            if let telltale, await telltale.contradictsModel(of: candidate) == false { continue }
            let judged = await withLogger(handler: SwiftLogNoOpLogHandler()) { _ in
                await verdict.clause.judge(candidate)
            }
            if self.results(in: judged, ofOneProcess: store.storage == .memory) == results { stores.append(store) }
        }
        return stores
    }

    /// The first violation, if any store with the mistake shows it when it goes through the same steps again.
    private static func telltale(of verdict: Verdict, on subject: AnySubject) async -> Violation? {
        guard !verdict.clause.variesByRun, let violation = verdict.violations.first else { return nil }
        return await violation.contradictsModel(of: subject) == true ? violation : nil
    }

    /// The stores that fail at the last step of a history, in the same way.
    private static func repeating(
        _ violation: Violation,
        declaring declarations: Set<Declaration>
    ) async -> [FaultyStore] {
        var stores: [FaultyStore] = []
        for store in FaultyStore.all where await violation.isRepeated(by: store.subject(declaring: declarations)) {
            stores.append(store)
        }
        return stores
    }

    /// The scenarios in which a clause is broken, with the results there.
    private static func results(in verdict: Verdict, ofOneProcess: Bool) -> [[String]] {
        verdict.violations.filter { !ofOneProcess || !$0.involvesChildProcess }.map { violation in
            guard !verdict.clause.variesByRun else { return [violation.scenario] }
            // Every store words its errors in its own way.
            return [violation.scenario, violation.got.hasPrefix("threw") ? "threw" : violation.got]
        }
        .reduce(into: []) { results, result in
            if !results.contains(result) { results.append(result) }
        }
    }
}

extension LikelyCause: CustomStringConvertible {
    /// The mistakes of the stores: `the limit was applied before the prefix`.
    var description: String { stores.map(\.mistake).joined(separator: ", or ") }
}
