/// The clauses somebody chose by id or group.
public struct ClauseSelection: Sendable {
    /// A choice that names no judged clause.
    public struct Failure: Error, CustomStringConvertible {
        /// What was wrong with the choice, and what there is to choose from.
        public let description: String
    }

    /// Whether nothing was named, and so nothing is left out.
    public let isEverything: Bool

    /// The chosen clauses, in the order of the contract.
    public let clauses: [Clause]

    /// Chooses clauses by ids, such as `FILTER-4`, and names of groups, such as `FILTER`, in any case.
    ///
    /// - Parameter names: Ids and names of groups; none chooses every judged clause but those that are opt-in.
    /// - Throws: ``Failure`` for a name that is no id and no group, or that chooses nothing that is judged.
    public init(_ names: [String]) throws {
        var chosen: Set<Clause> = []
        for name in names {
            let named = Contract.allClauses.filter {
                name.uppercased() == $0.id || name.uppercased() == $0.group.rawValue
            }
            let judged = named.filter(\.hasCheck)
            guard !judged.isEmpty else {
                throw Failure(description: named.isEmpty ? Self.unknown(name) : Self.unjudged(name))
            }
            chosen.formUnion(judged)
        }
        isEverything = names.isEmpty
        clauses = names.isEmpty ? Contract.clauses : Contract.allClauses.filter(chosen.contains)
    }

    private static func unknown(_ name: String) -> String {
        let groups = ClauseGroup.allCases.map { group in
            let numbers = Contract.allClauses.filter { $0.group == group }.map(\.number)
            return "\(group.rawValue)-\(numbers.first ?? 1) to \(group.rawValue)-\(numbers.last ?? 1)"
        }
        return "no clause or group is named \(name.debugDescription); there are \(groups.joined(separator: ", "))"
    }

    private static func unjudged(_ name: String) -> String {
        "\(name) chooses no clause that is judged; choose one of \(Contract.allClauses.filter(\.hasCheck).map(\.id).joined(separator: ", "))"
    }
}
