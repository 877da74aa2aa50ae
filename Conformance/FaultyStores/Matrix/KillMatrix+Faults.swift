import CallTraceContract

extension KillMatrix {
    /// What the matrix reveals to be wrong with the kit, one sentence each; empty if nothing is.
    ///
    /// Every clause must be the only one to condemn some store. A faulty store must be condemned by the clauses that it
    /// names and by no others, except those of the group MODEL, which may find what others do. No clause may condemn a
    /// lawful store.
    package var faults: [String] {
        let unproved = (Contract.defaultClauses + Contract.optIn).filter { clause in
            !faulty.contains { $0.alone == clause }
        }
        return faultsOfStores
            + unproved.map { clause in
                "\(clause.id) is never the only clause to condemn a store: its check proves nothing of its own"
            }
    }

    /// What is wrong with the stores that were judged, whether or not they are the whole catalog.
    package var faultsOfStores: [String] {
        faulty.flatMap(faults(of:)) + lawful.flatMap(faults(of:))
    }

    private func faults(of row: Row<FaultyStore>) -> [String] {
        var faults = row.kitErrors.map { "\(row.store.name) could not be judged: \($0)" }
        if row.condemning.isEmpty { faults.append("\(row.store.name) survives: no clause condemns it") }
        for clause in row.store.broken where !row.condemning.contains(clause) {
            faults.append("\(row.store.name) is not condemned by \(clause.id), which it names")
        }
        for clause in row.condemning where clause.group != .model && !row.store.broken.contains(clause) {
            faults.append("\(row.store.name) is condemned by \(clause.id), which it does not name")
        }
        if row.store.broken.count(where: { $0.group != .model }) > 1, row.store.reason == nil {
            faults.append("\(row.store.name) names several clauses without saying why")
        }
        return faults
    }

    private func faults(of row: Row<LawfulStore>) -> [String] {
        row.kitErrors.map { "\(row.store.name) could not be judged: \($0)" }
            + row.condemning.map { "\(row.store.name) is lawful and is condemned by \($0.id)" }
    }
}

extension KillMatrix.Row<FaultyStore> {
    /// The clauses that condemn the store in every run: MODEL-2 counts if the store names it, and is chance otherwise.
    var steady: [Clause] {
        condemning.filter { $0 != .model2 || store.broken.contains($0) }
    }

    /// The clause that alone condemned the store.
    ///
    /// Random histories also find what other clauses are written to find, so the group MODEL counts only if no other
    /// clause condemned the store.
    var alone: Clause? {
        let others = steady.filter { $0.group != .model }
        let counted = others.isEmpty ? steady : others
        return counted.count == 1 ? counted[0] : nil
    }
}
