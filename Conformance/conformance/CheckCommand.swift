import ArgumentParser
import CallTraceContract
import FaultyStores
import Foundation
import StoreAdapters

/// Judges a store by its name.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judges a store by every clause, or by those selected.",
        discussion: "Databases are created in a directory of their own and removed; no other is touched."
    )

    @Argument(help: "The store: in-memory, sqlite, another that `conformance stores` lists; adapter, or python.")
    var store: String

    @Argument(
        help: ArgumentHelp(
            "For python, the class, MODULE:CLASS or FILE.py:CLASS; for adapter, the program and its arguments, after --.",
            valueName: "command"
        )
    )
    var command: [String] = []

    @OptionGroup(title: "Stores in other languages")
    var adapterOptions: AdapterOptions

    @Option(
        help: """
            The directory to create databases in; the system's temporary directory unless given, and for adapter and python, \
            /dev/shm if it has room, as their stores wait for the disk most of the time.
            """
    )
    var directory: String?

    @Option(help: ArgumentHelp("A clause to judge, such as FILTER-4; repeatable.", valueName: "id"))
    var clause: [String] = []

    @Option(help: ArgumentHelp("A group to judge, such as FILTER; repeatable.", valueName: "name"))
    var group: [String] = []

    @Option(help: "How many random histories each clause of MODEL plays.")
    var histories = Histories().count

    @Option(help: "How many operations a random history has.")
    var steps = Histories().steps

    @Option(help: "The seed of the random histories.")
    var seed = Histories().seed

    @Option(
        help: ArgumentHelp("A report to write as well: junit, markdown or json.", valueName: "format"),
        transform: { name in
            guard let format = Report.Format(rawValue: name), format != .badge else {
                throw ValidationError("there is no report named \(name.debugDescription); use junit, markdown or json")
            }
            return format
        }
    )
    var report: Report.Format?

    @Option(help: "The file to write the report to.")
    var output: String?

    @Option(help: "A file to write a badge to, as SVG; it requires the whole contract.")
    var badge: String?

    func validate() throws {
        _ = try chosenSubject()
        guard (report == nil) == (output == nil) else {
            throw ValidationError("--report and --output go together: the format to write, and the file to write to")
        }
        guard histories > 0, steps > 0 else {
            throw ValidationError("--histories and --steps must be at least 1")
        }
        _ = try selectedClauses()
        if badge != nil, !(clause + group).isEmpty {
            throw ValidationError("--badge is for the whole contract; leave out --clause and --group")
        }
        if let directory { try OutputPath.checkWritable(directory: directory) }
        for file in [output, badge].compactMap(\.self) { try OutputPath.checkWritable(file: file) }
    }

    func run() async throws {
        var storeName: String?
        if let adapter {
            do {
                storeName = try await adapter.probe()
            } catch {
                FileHandle.standardError.write(Data("Error: The adapter did not come up: \(error)\n".utf8))
                throw ExitCode.incorrectUsage
            }
        }
        var subject = try chosenSubject(named: storeName)
        subject.directory = directory ?? (adapter == nil ? nil : OutputPath.memory)
        subject.histories = Histories(count: histories, steps: steps, seed: seed)
        var printer = VerdictPrinter(terminal: .standardOutput)
        printer.begin(subject)
        if let violation = await subject.failureToMakeStore() {
            printer.end(noStore: violation)
            throw ExitCode.doesNotConform
        }
        let isSelection = !(clause + group).isEmpty
        let start = ContinuousClock.now
        let clauses = isSelection ? try selectedClauses() : Contract.allClauses
        // An adapter waits for its disk, and the kit for the adapter. One clause more than there are cores leaves none
        // idle; more than four are not worth their adapters.
        let others = adapter == nil ? 0 : min(ProcessInfo.processInfo.activeProcessorCount, 3)
        let judging = ClauseJudging(
            clauses.filter { isSelection || ($0.isJudged && !$0.isOptIn) },
            on: try [subject] + (0..<others).map { _ in try chosenSubject(like: subject) }
        )
        var verdicts: [Verdict] = []
        for clause in clauses {
            guard let judged = judging.verdicts[clause.id] else {
                printer.skip(clause)
                continue
            }
            printer.begin(clause)
            let verdict = await judged.value
            printer.end(verdict)
            verdicts.append(verdict)
        }
        let report = Report(verdicts, duration: ContinuousClock.now - start)
        printer.end(report)
        if let format = self.report, let output { try OutputPath.write(report.text(format), to: output) }
        if let badge { try OutputPath.write(report.text(.badge), to: badge) }
        if let code = ExitCode(report.conclusion) { throw code }
    }

    /// The adapter of a store in another language; `nil` for another store.
    private var adapter: StoreAdapter? { adapterOptions.adapter(named: store, command) }

    /// The subject; an adapter gives the name of its store only once it has started.
    private func chosenSubject(named name: String? = nil) throws -> AnySubject {
        if var adapter {
            adapter.description = name ?? adapter.description
            return try adapterOptions.subject(of: adapter)
                .launchingProcesses(with: adapterOptions.launcher(ofStoreNamed: store, command))
        }
        guard store != "adapter", store != "python" else {
            throw ValidationError(
                store == "python"
                    ? "name the class, as in: check python monkeytype.db.sqlite:SQLiteStore"
                    : "name the adapter's program after --, as in: check adapter --connection-string '{path}' -- ./adapter"
            )
        }
        guard command.isEmpty else { throw ValidationError("only adapter and python take a command") }
        return try ChosenStore(named: store).subject
    }

    /// Another subject with an adapter of its own.
    private func chosenSubject(like subject: AnySubject) throws -> AnySubject {
        var other = try chosenSubject(named: subject.storeName)
        (other.directory, other.histories) = (subject.directory, subject.histories)
        return other
    }

    private func selectedClauses() throws -> [Clause] {
        if let name = clause.first(where: { !$0.contains("-") }) {
            throw ValidationError(
                "\(name.debugDescription) is not the id of a clause, such as FILTER-4; for a group, use --group"
            )
        }
        if let name = group.first(where: { $0.contains("-") || $0.isEmpty }) {
            throw ValidationError(
                "\(name.debugDescription) is not the name of a group, such as FILTER; for a clause, use --clause"
            )
        }
        do {
            return try ClauseSelection(clause + group).clauses
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
