extension Report {
    /// A heading, the conclusion, a table of the clauses, and the story of each violation.
    var markdown: String {
        let rows = verdicts.map { verdict in
            let remarks = ([verdict.formText, reason(of: verdict)] + verdict.notes).compactMap(\.self)
            let cells = [verdict.clause.id, verdict.clause.level.rawValue, verdict.clause.title, verdict.outcome.name]
            return "| " + (cells + [remarks.joined(separator: "; ")]).map(\.markdownCell).joined(separator: " | ")
                + " |"
        }
        let stories = verdicts.filter { !$0.outcome.violations.isEmpty }.map { verdict in
            "### \(verdict.clause)\n\n```\n\(verdict.details ?? "")\n```\n"
        }
        return """
            ## \(storeName) \(conclusion.sentence)

            Contract \(ContractVersion.current). \(counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")).

            | clause | level | | outcome | remark |
            |---|---|---|---|---|
            \(rows.joined(separator: "\n"))

            """ + stories.map { "\n\($0)" }.joined()
    }

    private func reason(of verdict: Verdict) -> String? {
        switch verdict.outcome {
        case .passed, .failed, .warned: nil
        case .deviates(_, let reason), .kitError(let reason): reason
        case .notApplicable: verdict.details
        }
    }
}

extension String {
    /// The text in a cell of a Markdown table.
    var markdownCell: String {
        split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "<br>")
    }
}

extension Report.Conclusion {
    /// What the run says of the store, after its name.
    public var sentence: String {
        switch self {
        case .conforms: "conforms"
        case .deviates: "conforms but for its known deviations"
        case .doesNotConform: "does not conform"
        case .unjudged: "was judged by no clause"
        case .kitError: "could not be judged"
        }
    }
}
