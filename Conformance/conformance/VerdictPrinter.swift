import CallTraceContract

/// Prints a run: a line for each clause, details of anything but a plain pass, and a summary.
struct VerdictPrinter {
    let terminal: Terminal
    private var storeName = ""
    private var skipped = 0

    init(terminal: Terminal) {
        self.terminal = terminal
    }

    mutating func begin(_ subject: AnySubject) {
        storeName = subject.storeName
        terminal.line("\(storeName), judged by the contract of a call-trace store")
        for declaration in Declaration.allCases where subject.declarations.contains(declaration) {
            terminal.line("  \(declaration.sentence)")
        }
        terminal.line("")
    }

    func begin(_ clause: Clause) {
        terminal.progress("  \(padded(clause.id, 9)) \(clause.title) ...")
    }

    func end(_ verdict: Verdict) {
        terminal.line(
            row(
                verdict.clause,
                outcome: terminal.colored(padded(verdict.outcome.rawValue, 14), verdict.outcome.color),
                time: seconds(verdict.duration)
            )
        )
        for text in [verdict.formText, verdict.details].compactMap(\.self) { indented(text) }
    }

    /// Prints a clause that this run does not judge.
    mutating func skip(_ clause: Clause) {
        skipped += 1
        let name = clause.isJudged ? "opt-in" : "unspecified"
        terminal.line(row(clause, outcome: terminal.colored(padded(name, 14), .gray), time: padded("", 8)))
    }

    /// Prints why nothing can be judged.
    func end(noStore violation: Violation) {
        indented("\(violation)")
        terminal.line("")
        terminal.line(terminal.colored("No store could be made, so nothing was judged.", .red))
    }

    func end(_ report: Report) {
        let counts = report.counts.map { "\($0.count) \($0.outcome.rawValue)" }.joined(separator: ", ")
        let rest = skipped == 0 ? "" : "; \(skipped) opt-in or unspecified"
        let clauses = "\(report.verdicts.count) \(report.verdicts.count == 1 ? "clause" : "clauses")"
        terminal.line("")
        terminal.line("\(clauses) in \(report.duration.seconds): \(counts)\(rest)")
        terminal.line(report.effort)
        terminal.line(terminal.colored("\(report.sentence).", report.conclusion.color))
    }

    private func indented(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            terminal.line(line.isEmpty ? "" : "      \(line)")
        }
    }

    private func row(_ clause: Clause, outcome: String, time: String) -> String {
        "  \(padded(clause.id, 9)) \(padded(clause.level.rawValue, 6)) \(outcome) \(time)  \(clause.title)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func seconds(_ duration: Duration) -> String {
        let text = duration.seconds
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}

extension Verdict.Outcome {
    /// The color that the outcome is printed in.
    var color: Terminal.Color {
        switch self {
        case .passed: .green
        case .failed: .red
        case .warned, .deviates, .kitError: .yellow
        case .notApplicable: .gray
        }
    }
}

extension Report.Conclusion {
    /// The color that the conclusion is printed in.
    var color: Terminal.Color {
        switch self {
        case .conforms: .green
        case .doesNotConform, .unjudged: .red
        case .deviates, .kitError: .yellow
        }
    }
}
