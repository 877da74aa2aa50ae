extension Report {
    /// A heading with the conclusion, a table of the clauses, and the details of each violation.
    var markdown: String {
        let rows = verdicts.map { verdict in
            let reason = verdict.outcome == .notApplicable ? verdict.details : verdict.reason
            let remarks = ([verdict.formText, reason] + verdict.notes).compactMap(\.self)
            let cells = [
                verdict.clause.id, verdict.clause.level.rawValue, verdict.clause.title, verdict.outcome.rawValue,
                remarks.joined(separator: "; "),
            ]
            return "| \(cells.map(\.markdownCell).joined(separator: " | ")) |"
        }
        let details = verdicts.filter { !$0.violations.isEmpty }.map { verdict in
            "### \(verdict.clause)\n\n```\n\(verdict.details ?? "")\n```\n"
        }
        let counts = counts.map { "\($0.count) \($0.outcome.rawValue)" }.joined(separator: ", ")
        return """
            ## \(sentence)

            Contract \(Contract.Version.current). \(counts). \(effort).

            | clause | level | | outcome | remark |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """ + details.map { "\n\($0)" }.joined()
    }
}

extension String {
    /// The text in a cell of a Markdown table.
    var markdownCell: String {
        split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "<br>")
    }
}
