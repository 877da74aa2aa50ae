extension Subject {
    /// Clauses that the store is known to break, each with the reason.
    ///
    /// A known deviation is reported as such instead of failing, and fails once the store no longer breaks the clause.
    /// Random histories leave out what the clause is about, so that the group MODEL judges the rest; their verdicts
    /// say what was left out.
    public var deviations: [Clause: String] {
        get {
            let known = Contract.allClauses.compactMap { clause in deviationReasons[clause.id].map { (clause, $0) } }
            return Dictionary(uniqueKeysWithValues: known)
        }
        set { deviationReasons = Dictionary(uniqueKeysWithValues: newValue.map { ($0.key.id, $0.value) }) }
    }
}
