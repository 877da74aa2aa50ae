import CallTraceContract
import FaultyStores

/// Prints a run: a line a clause, what is behind anything but a plain pass, and a summary.
struct VerdictPrinter {
    let terminal: Terminal
    private var storeName = ""
    private var passedOver = 0

    init(terminal: Terminal) {
        self.terminal = terminal
    }

    mutating func begin(_ subject: Subject) {
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

    func end(_ verdict: Verdict, likeness: Likeness?) {
        terminal.line(
            row(
                verdict.clause,
                outcome: terminal.coloured(padded(verdict.outcome.name, 14), verdict.outcome.colour),
                time: seconds(verdict.duration)
            )
        )
        for text in [likeness?.description, verdict.formText, verdict.details].compactMap(\.self) {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                terminal.line(line.isEmpty ? "" : "      \(line)")
            }
        }
    }

    /// Prints a clause that the kit does not judge.
    mutating func pass(_ clause: Clause) {
        passedOver += 1
        let name =
            switch clause.standing {
            case .judged, .optIn: "opt-in"
            case .open: "open"
            }
        terminal.line(row(clause, outcome: terminal.coloured(padded(name, 14), .grey), time: padded("", 8)))
    }

    func end(_ report: Report) {
        let counts = report.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        let rest = passedOver == 0 ? "" : "; \(passedOver) opt-in or open"
        terminal.line("")
        let time = report.verdicts.map(\.duration).reduce(.zero, +).seconds
        terminal.line(
            "\(report.verdicts.count) \(report.verdicts.count == 1 ? "clause" : "clauses") in \(time): \(counts)\(rest)"
        )
        terminal.line(terminal.coloured("\(storeName) \(report.conclusion.sentence).", report.conclusion.colour))
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

extension Outcome {
    /// The colour that the outcome is printed in.
    var colour: Terminal.Colour {
        switch self {
        case .passed: .green
        case .failed: .red
        case .warned, .deviates, .kitError: .yellow
        case .notApplicable: .grey
        }
    }
}

extension Report.Conclusion {
    /// The colour that the conclusion is printed in.
    var colour: Terminal.Colour {
        switch self {
        case .conforms: .green
        case .doesNotConform, .unjudged: .red
        case .deviates, .kitError: .yellow
        }
    }
}
