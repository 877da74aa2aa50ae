/// The contract as a document, written from the clauses.
public enum ContractDocument {
    /// The contract for a terminal: a clause a paragraph.
    public static var text: String {
        ClauseGroup.allCases.map { group in
            let clauses = clauses(of: group).map { clause in
                """
                  \(clause.id)  \(clause.level.rawValue)  \(clause.title)\(remark(clause).map { "  [\($0)]" } ?? "")
                \(([clause.text] + alternatives(of: clause)).map { "      \($0)" }.joined(separator: "\n"))
                """
            }
            return "\(group.rawValue)  \(group.subtitle)\n\n" + clauses.joined(separator: "\n\n")
        }.joined(separator: "\n\n") + "\n"
    }

    /// The contract as Markdown: a table a group.
    public static var markdown: String {
        let groups = ClauseGroup.allCases.map { group in
            let rows = clauses(of: group).map { clause in
                let cells = [
                    clause.id, clause.level.rawValue,
                    (["**\(clause.title)**. " + clause.text] + alternatives(of: clause)
                        + [remark(clause).map { "_\($0)_" }].compactMap(\.self))
                        .joined(separator: "<br>"),
                ]
                return "| " + cells.map(\.markdownCell).joined(separator: " | ") + " |"
            }
            let subtitle = group == .model || group == .scale ? group.subtitle : "`\(group.subtitle)`"
            return "## \(group.rawValue): \(subtitle)\n\n| id | level | clause |\n|---|---|---|\n"
                + rows.joined(separator: "\n")
        }
        return preamble + "\n" + groups.joined(separator: "\n\n") + "\n"
    }

    private static let preamble = """
        # The contract of a call-trace store

        What a store must uphold, clause by clause, behind the interface of MonkeyType's page "Storing call traces". Where \
        that page is silent, or MonkeyType's own store disagrees with it, the ruling here stands.

        Levels are those of RFC 2119. Ids are stable: a retired clause keeps its number. "By bytes" means that strings are \
        compared by their UTF-8 bytes, not by canonical equivalence as Swift's `==` and `hasPrefix` do. A subject that \
        declares itself out of a clause is judged by the inverse or weaker form beneath it.

        Not specified: the order of `listModules()`; whether an ephemeral store shares data between handles; retention; \
        what happens to a trace whose module or qualname is empty; blocking and time limits.

        This is version \(ContractVersion.current); clauses say since which version they stand where that is another. This \
        page is printed by `conformance contract --format markdown`.

        """

    private static func clauses(of group: ClauseGroup) -> [Clause] {
        Contract.allClauses.filter { $0.group == group }
    }

    private static func alternatives(of clause: Clause) -> [String] {
        clause.alternatives.map { alternative in
            "\(alternative.kind.rawValue.capitalizedFirst), when \(alternative.declaration.sentence): \(alternative.text)"
        }
    }

    private static func remark(_ clause: Clause) -> String? {
        switch clause.standing {
        case .judged: clause.since == .version1 ? nil : "since version \(clause.since)"
        case .optIn: "opt-in, judged when it is named; since version \(clause.since)"
        case .open: "left open, nothing to judge"
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}
