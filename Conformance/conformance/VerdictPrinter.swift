import CallTraceContract
import Foundation

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

    func end(_ verdict: Verdict) {
        terminal.line(
            row(
                verdict.clause,
                outcome: terminal.coloured(padded(verdict.outcome.name, 14), verdict.outcome.colour),
                time: seconds(verdict.duration)
            )
        )
        for text in [verdict.formText, verdict.details].compactMap(\.self) {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                terminal.line(line.isEmpty ? "" : "      \(line)")
            }
        }
    }

    /// Prints a clause that the kit does not judge.
    mutating func pass(_ clause: Clause) {
        passedOver += 1
        let name = clause.standing == .planned ? "planned" : "open"
        terminal.line(row(clause, outcome: terminal.coloured(padded(name, 14), .grey), time: padded("", 8)))
    }

    func end(_ report: Report) {
        let counts = report.counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
        let rest = passedOver == 0 ? "" : "; \(passedOver) planned or open"
        terminal.line("")
        terminal.line("\(report.verdicts.count) clauses: \(counts)\(rest)")
        switch report.conclusion {
        case .conforms: terminal.line(terminal.coloured("\(storeName) conforms.", .green))
        case .doesNotConform: terminal.line(terminal.coloured("\(storeName) does not conform.", .red))
        case .kitError: terminal.line(terminal.coloured("\(storeName) could not be judged.", .yellow))
        }
    }

    private func row(_ clause: Clause, outcome: String, time: String) -> String {
        "  \(padded(clause.id, 9)) \(padded(clause.level.rawValue, 6)) \(outcome) \(time)  \(clause.title)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func seconds(_ duration: Duration) -> String {
        let text = String(format: "%.2f s", duration / .seconds(1))
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}

extension Outcome {
    /// The colour that the outcome is printed in.
    var colour: Terminal.Colour {
        switch self {
        case .passed: .green
        case .failed: .red
        case .warned, .kitError: .yellow
        case .notApplicable: .grey
        }
    }
}
