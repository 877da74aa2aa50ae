import CallTraceContract

extension KillMatrix {
    /// The matrix as a page: a table of faulty stores, a column a group, and a table of lawful stores.
    package var markdown: String {
        """
        # The kill matrix

        \(faulty.count) faulty stores, each with one mistake, and the clauses that condemn it. Every clause is the only one \
        to condemn at least one of them, in **bold**, the group MODEL aside: random histories find again what other clauses \
        are made to find. A store is condemned by the clauses it names and by no others but MODEL. MODEL-2 is shown where a \
        store names it; where it finds what other clauses do, that is a matter of chance. \
        \(lawful.count) lawful stores are odd and condemned by none.

        The group SCALE is opt-in, and judged on the stores that were made for it.

        This page is printed by `conformance matrix --format markdown`.

        ## Clauses and their victims

        | clause | alone it condemns | with others |
        |---|---|---|
        \((Contract.defaultClauses + Contract.optIn).map(victims(of:)).joined(separator: "\n"))

        ## Faulty stores

        | store | the mistake | \(Self.groups.map(\.rawValue).joined(separator: " | ")) |
        |---|---|\(Self.groups.map { _ in "---|" }.joined())
        \(faulty.map(line(of:)).joined(separator: "\n"))

        ## Why some mistakes break several clauses

        \(faulty.compactMap(reason(for:)).joined(separator: "\n"))

        ## Lawful stores

        | store | what is odd | condemned by |
        |---|---|---|
        \(lawful.map(line(of:)).joined(separator: "\n"))

        """
    }

    private static let groups = Clause.Group.allCases

    private func victims(of clause: Clause) -> String {
        let alone = faulty.filter { $0.alone == clause }.map(\.store.name)
        let others = faulty.count { $0.shown.contains(clause) } - alone.count
        return "| \(clause.id) | \(alone.joined(separator: ", ")) | \(others) |"
    }

    private func line(of row: Row<FaultyStore>) -> String {
        let cells = Self.groups.map { group in
            row.shown.filter { $0.group == group }
                .map { row.alone == $0 ? "**\($0.number)**" : "\($0.number)" }
                .joined(separator: " ")
        }
        return "| \(row.store.name) | \(row.store.mistake) | \(cells.joined(separator: " | ")) |"
    }

    private func line(of row: Row<LawfulStore>) -> String {
        "| \(row.store.name) | \(row.store.oddity) | \(row.condemning.map(\.id).joined(separator: ", ")) |"
    }

    private func reason(for row: Row<FaultyStore>) -> String? {
        row.store.reason.map { "- \(row.store.name): \($0)" }
    }
}

extension KillMatrix.Row<FaultyStore> {
    /// The clauses that condemn the store in every run.
    fileprivate var shown: [Clause] {
        condemning.filter { $0 != .model2 || store.broken.contains($0) }
    }
}
