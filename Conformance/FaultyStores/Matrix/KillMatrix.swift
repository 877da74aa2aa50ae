package import CallTraceContract
import Logging

/// The catalog judged by the contract: which faulty store is condemned by which clause.
package struct KillMatrix: Sendable {
    /// One store, and the clauses that condemned it.
    package struct Row<Store: Sendable>: Sendable {
        /// The store.
        package let store: Store
        /// The clauses that condemned it, in the order of the contract; a lawful store has none.
        package let condemning: [Clause]
        /// Clauses that could not be judged, with the reason.
        package let kitErrors: [String]
    }

    /// The faulty stores.
    package let faulty: [Row<FaultyStore>]
    /// The lawful stores.
    package let lawful: [Row<LawfulStore>]

    /// Judges stores by every clause, two stores at a time.
    ///
    /// What tasks show of a mistake varies from run to run, so such a clause judges a faulty store again, up to three times,
    /// while its verdict is not the expected one. A lawful store is judged once: it is never condemned, not even by chance.
    ///
    /// - Parameters:
    ///   - faulty: The faulty stores; the whole catalog unless given.
    ///   - lawful: The lawful stores; all of them unless given.
    ///   - clauses: The clauses; all unless given. Opt-in clauses judge only the stores written for them.
    ///   - launcher: How to start a child process for the store with a given name; without it, checks that need one are
    ///     left out.
    ///   - progress: Called with the name of each store before it is judged.
    package init(
        faulty: [FaultyStore] = FaultyStore.all,
        lawful: [LawfulStore] = LawfulStore.all,
        by clauses: [Clause] = Contract.defaultClauses + Contract.optIn,
        launcher: @escaping @Sendable (String) -> ProcessLauncher? = { _ in nil },
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async {
        self.faulty = await Self.rows(of: faulty, by: clauses, launcher: launcher, progress: progress)
        self.lawful = await Self.rows(of: lawful, by: clauses, launcher: launcher, progress: progress)
    }

    private static func rows<Store: CatalogStore>(
        of stores: [Store],
        by clauses: [Clause],
        launcher: @escaping @Sendable (String) -> ProcessLauncher?,
        progress: @escaping @Sendable (String) -> Void
    ) async -> [Row<Store>] {
        await stores.mapTwoAtATime { store in
            progress(store.name)
            let subject = store.subject(launchingProcessesWith: launcher(store.name))
            let broken = (store as? FaultyStore)?.broken
            let clauses = store.clauses.filter(clauses.contains)
            let (condemning, kitErrors) = await judge(subject, by: clauses, expecting: broken)
            return Row(store: store, condemning: condemning, kitErrors: kitErrors)
        }
    }

    private static func judge(
        _ subject: AnySubject,
        by clauses: [Clause],
        expecting broken: [Clause]?
    ) async -> (condemning: [Clause], kitErrors: [String]) {
        var condemning: [Clause] = []
        var kitErrors: [String] = []
        for clause in clauses {
            // Faulty stores log what they should not; nobody wants to read it.
            let verdict = await withLogger(handler: SwiftLogNoOpLogHandler()) { _ in
                var verdict = await clause.judge(subject)
                guard clause.variesByRun, let broken else { return verdict }
                for _ in 0..<3 where !isExpected(verdict, of: clause, on: broken) {
                    verdict = await clause.judge(subject)
                }
                return verdict
            }
            switch verdict.outcome {
            case .passed, .notApplicable: break
            case .failed, .warned, .deviates: condemning.append(clause)
            case .kitError: kitErrors.append("\(clause.id): \(verdict.reason ?? "")")
            }
        }
        return (condemning, kitErrors)
    }

    private static func isExpected(_ verdict: Verdict, of clause: Clause, on broken: [Clause]) -> Bool {
        let isCondemned = !verdict.violations.isEmpty
        return isCondemned == broken.contains(clause) || isCondemned && clause.group == .model
    }
}
