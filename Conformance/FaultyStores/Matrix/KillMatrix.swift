public import CallTraceContract
import Logging

/// The catalogue judged by the contract: which faulty store is condemned by which clause.
public struct KillMatrix: Sendable {
    /// One store of the catalogue and what became of it.
    public struct Row: Sendable {
        /// The store.
        public let store: FaultyStore
        /// The clauses that condemned it, in the order of the contract.
        public let condemning: [Clause]
        /// Clauses that could not be judged, with the reason.
        public let kitErrors: [String]
    }

    /// One lawful store and what became of it.
    public struct LawfulRow: Sendable {
        /// The store.
        public let store: LawfulStore
        /// The clauses that condemned it; there should be none.
        public let condemning: [Clause]
        /// Clauses that could not be judged, with the reason.
        public let kitErrors: [String]
    }

    /// The faulty stores.
    public let faulty: [Row]
    /// The lawful stores.
    public let lawful: [LawfulRow]

    /// Judges stores by every clause.
    ///
    /// - Parameters:
    ///   - faulty: The faulty stores; the whole catalogue unless given.
    ///   - lawful: The lawful stores; all of them unless given.
    ///   - progress: Called with the name of each store before it is judged, and the clauses that condemned the last.
    public init(
        faulty: [FaultyStore] = FaultyStore.all,
        lawful: [LawfulStore] = LawfulStore.all,
        progress: (String) -> Void = { _ in }
    ) async {
        var rows: [Row] = []
        for store in faulty {
            progress(store.name)
            let (condemning, kitErrors) = await Self.judge(store.subject)
            rows.append(Row(store: store, condemning: condemning, kitErrors: kitErrors))
        }
        self.faulty = rows
        var lawfulRows: [LawfulRow] = []
        for store in lawful {
            progress(store.name)
            let (condemning, kitErrors) = await Self.judge(store.subject)
            lawfulRows.append(LawfulRow(store: store, condemning: condemning, kitErrors: kitErrors))
        }
        self.lawful = lawfulRows
    }

    private static func judge(_ subject: Subject) async -> (condemning: [Clause], kitErrors: [String]) {
        var condemning: [Clause] = []
        var kitErrors: [String] = []
        for clause in Contract.clauses {
            // Faulty stores log what they should not; nobody wants to read it.
            let verdict = await withLogger(handler: SwiftLogNoOpLogHandler()) { _ in await clause.judge(subject) }
            switch verdict.outcome {
            case .passed, .notApplicable: break
            case .failed, .warned, .deviates: condemning.append(clause)
            case .kitError(let reason): kitErrors.append("\(clause.id): \(reason)")
            }
        }
        return (condemning, kitErrors)
    }
}
