import Foundation

/// Clauses selected by id or group.
package struct ClauseSelection: Sendable {
    /// A selection that does not name clauses to judge.
    package struct Failure: Error, CustomStringConvertible {
        /// What is wrong with the selection, and what there is to select from.
        package let description: String
    }

    /// The environment variable with ids and groups, separated by commas or spaces.
    package static let variable = "CALL_TRACE_CLAUSES"

    /// The selection made by the environment of this process; every clause if it makes none.
    package static let fromEnvironment = Result {
        try ClauseSelection(list: ProcessInfo.processInfo.environment[variable] ?? "")
    }

    /// Whether nothing was named, and so nothing is left out.
    package let isEverything: Bool

    /// The selected clauses, in the order of the contract.
    package let clauses: [Clause]

    /// Selects clauses by ids, such as `FILTER-4`, and names of groups, such as `FILTER`, in any case.
    ///
    /// - Parameter names: Ids and names of groups; none selects every judged clause that is not opt-in.
    /// - Throws: ``Failure`` for a name that is neither an id nor a group, or that selects nothing to judge.
    package init(_ names: [String]) throws {
        var selected: Set<Clause> = []
        for name in names {
            let named = Contract.allClauses.filter {
                name.uppercased() == $0.id || name.uppercased() == $0.group.rawValue
            }
            let judged = named.filter(\.isJudged)
            guard !judged.isEmpty else {
                throw Failure(description: named.isEmpty ? Self.unknown(name) : Self.unspecified(name))
            }
            selected.formUnion(judged)
        }
        isEverything = names.isEmpty
        clauses = names.isEmpty ? Contract.defaultClauses : Contract.allClauses.filter(selected.contains)
    }

    /// Selects clauses by a list of ids and names of groups, separated by commas or spaces.
    ///
    /// - Parameter list: The list; an empty one selects everything, as does one of separators alone.
    /// - Throws: ``Failure``, as ``init(_:)`` does.
    package init(list: String) throws {
        try self.init(list.split { ", ".contains($0) }.map(String.init))
    }

    private static func unknown(_ name: String) -> String {
        let groups = Clause.Group.allCases.map { group in
            let numbers = Contract.allClauses.filter { $0.group == group }.map(\.number)
            return "\(group.rawValue)-\(numbers.first ?? 1) to \(group.rawValue)-\(numbers.last ?? 1)"
        }
        return "no clause or group is named \(name.debugDescription); there are \(groups.joined(separator: ", "))"
    }

    private static func unspecified(_ name: String) -> String {
        let ids = Contract.allClauses.filter(\.isJudged).map(\.id).joined(separator: ", ")
        return "\(name) has nothing to judge; choose one of \(ids)"
    }
}
