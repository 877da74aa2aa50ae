import ArgumentParser
import CallTraceContract
import FaultyStores
import Foundation

/// Judges a store by its name.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judges a store by every clause, or by those chosen.",
        discussion: "Databases are made in a folder of their own and removed; no other is touched."
    )

    @Argument(help: "The store: in-memory, sqlite, or one of the catalogue that `conformance matrix` judges.")
    var store: ChosenStore

    @Option(help: "The folder in which databases are made; the system's temporary folder unless given.")
    var directory: String?

    @Option(help: ArgumentHelp("A clause to judge, such as FILTER-4; repeatable.", valueName: "id"))
    var clause: [String] = []

    @Option(help: ArgumentHelp("A group to judge, such as FILTER; repeatable.", valueName: "name"))
    var group: [String] = []

    @Option(help: "How many random histories MODEL-1 and MODEL-2 play each.")
    var histories = Histories().count

    @Option(help: "How many operations a random history has.")
    var steps = Histories().steps

    @Option(help: "The number from which the random histories are made.")
    var seed = Histories().seed

    @Option(
        help: ArgumentHelp("A report to write as well: junit, markdown or json.", valueName: "format"),
        transform: { name in
            guard let format = ReportFormat(rawValue: name) else {
                throw ValidationError("there is no report named \(name); there are junit, markdown and json")
            }
            return format
        }
    )
    var report: ReportFormat?

    @Option(help: "The file to write the report to.")
    var output: String?

    @Option(help: "A file to write a badge to, as SVG.")
    var badge: String?

    func validate() throws {
        guard (report == nil) == (output == nil) else {
            throw ValidationError("--report and --output go together: what to write, and where")
        }
        guard histories > 0, steps > 0 else {
            throw ValidationError("--histories and --steps are numbers from 1 on")
        }
        if let directory, !Directory.exists(directory) {
            throw ValidationError("the folder \(directory) does not exist; make it, or name another")
        }
        _ = try chosenClauses()
    }

    func run() async throws {
        var subject = store.subject
        subject.directory = directory
        subject.histories = Histories(count: histories, steps: steps, seed: seed)
        var printer = VerdictPrinter(terminal: .standardOutput)
        printer.begin(subject)
        var verdicts: [Verdict] = []
        let isNamed = !(clause + group).isEmpty
        for clause in try clausesToShow() {
            guard clause.standing == .judged || isNamed else {
                printer.pass(clause)
                continue
            }
            printer.begin(clause)
            let verdict = await clause.judge(subject)
            printer.end(verdict, likeness: await Likeness(of: verdict, on: subject, otherProcess: OtherProcess.writer))
            verdicts.append(verdict)
        }
        let report = Report(verdicts)
        printer.end(report)
        if let format = self.report, let output { try write(report.text(format), to: output) }
        if let badge { try write(report.badge, to: badge) }
        if let code = ExitCode(report.conclusion) { throw code }
    }

    private func write(_ text: String, to file: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: file))
        } catch {
            let sentence = "Error: \(file) cannot be written: \(error.localizedDescription)\n"
            FileHandle.standardError.write(Data(sentence.utf8))
            // It says nothing of the store.
            throw ExitCode.kitError
        }
    }

    /// The chosen clauses; without a choice also those that the kit does not judge, so that none is missing.
    private func clausesToShow() throws -> [Clause] {
        clause.isEmpty && group.isEmpty ? Contract.allClauses : try chosenClauses()
    }

    private func chosenClauses() throws -> [Clause] {
        if let name = clause.first(where: { !$0.contains("-") }) {
            throw ValidationError("\(name) is no id of a clause, such as FILTER-4; for a group use --group")
        }
        if let name = group.first(where: { $0.contains("-") }) {
            throw ValidationError("\(name) is no name of a group, such as FILTER; for a clause use --clause")
        }
        do {
            return try ClauseSelection(clause + group).clauses
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
