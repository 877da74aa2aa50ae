import ArgumentParser
import CallTraceContract
import FaultyStores
import Foundation
import StoreAdapters

/// Prints the documentation's page about MonkeyType's own store.
struct ExhibitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "exhibit", shouldDisplay: false)

    @Option(help: "The Python that has MonkeyType.")
    var python = "python3"

    func run() async throws {
        let adapter = StoreAdapter.python("monkeytype.db.sqlite:SQLiteStore", python: python)
        var subject = Subject(adapter) { "\($0.path).sqlite3" }
        subject.findsLikelyCause = false
        let options = ["--connection-string", "{path}.sqlite3", "--python", python]
        let launcher = ProcessLauncher.child(of: "python", options + ["monkeytype.db.sqlite:SQLiteStore"])
        let judged = AnySubject(subject).launchingProcesses(with: launcher)
        var verdicts: [Verdict] = []
        for clause in Contract.allClauses where clause.isJudged && !clause.isOptIn {
            verdicts.append(await clause.verdict(on: judged))
        }
        var page = try Self.introduction(verdicts, versions: output(of: Self.versions))
        for verdict in verdicts where verdict.outcome == .failed {
            guard let violation = verdict.violations.first else { continue }
            guard Self.remark(on: verdict.clause).explanation != nil else { continue }
            let program = Self.anonymous(violation.program.joined(separator: "\n"))
            page += Self.section(verdict, violation, program: program, printed: try output(of: program))
        }
        print(page, terminator: "")
    }

    private static let versions = """
        import importlib.metadata, platform, sqlite3
        print(f"MonkeyType {importlib.metadata.version('monkeytype')}, Python {platform.python_version()}, \
        SQLite {sqlite3.sqlite_version}")
        """

    private static func introduction(_ verdicts: [Verdict], versions: String) -> String {
        let failed = verdicts.filter { $0.outcome == .failed }
        let rows = failed.map { "| \($0.clause.id) | \($0.clause.title) | \(remark(on: $0.clause).summary) |\n" }
            .joined()
        return """
            # MonkeyType's SQLite store

            Which clauses MonkeyType's own store breaks, with programs that show it.

            The kit judged `monkeytype.db.sqlite:SQLiteStore`, the store that MonkeyType uses by default. It upholds \(verdicts.count { $0.outcome == .passed }) clauses and breaks \(failed.count); \(verdicts.count { $0.outcome == .notApplicable }) are not applicable. Each \
            program below needs MonkeyType and nothing else. Where the documentation is silent, or the verdict is arguable, \
            the table says so.

            Judged: \(versions.trimmingCharacters(in: .newlines)); version \(Contract.Version.current) of the contract. \
            To judge it again:

            ```
            swift run -c release conformance check python monkeytype.db.sqlite:SQLiteStore \\
                --connection-string '{path}.sqlite3' --python .venv/bin/python
            ```

            | clause | what it demands | what the store does |
            |---|---|---|
            \(rows)
            """
    }

    private static func section(
        _ verdict: Verdict,
        _ violation: Violation,
        program: String,
        printed: String
    ) -> String {
        let (_, sentence, explanation) = remark(on: verdict.clause)
        let source = sentence.map { "The documentation says: \"\($0)\"" } ?? "The documentation does not mention it."
        return """

            ## \(verdict.clause.id): \(verdict.clause.title)

            \(source) \(explanation ?? "")

            ```python
            \(program)
            ```

            It prints:

            ```
            \(printed.trimmingCharacters(in: .newlines))
            ```

            The contract demands, in the kit's notation:

            ```
            \(violation.expected)
            ```

            """
    }

    private typealias Remark = (summary: String, sentence: String?, explanation: String?)

    private static let mostRecent =
        "The store should return the most recent limit traces available for the given module and qualname."

    /// What is known of a clause that the store breaks.
    private static func remark(on clause: Clause) -> Remark {
        switch clause.id {
        case "ADD-6":
            (
                "arguable: the documentation does not mention local types",
                "If any trace fails to serialize, the exception is logged and serialization continues.",
                """
                A class that is local to a function cannot be found by its name. MonkeyType serializes a trace with such a \
                type, but cannot decode it; the contract counts it as one that cannot be serialized.
                """
            )
        case "FILTER-2":
            (
                "a prefix is a pattern of LIKE",
                """
                Query up to limit call traces from the SQLite database for a given module and optional qualname_prefix, \
                returning each as a CallTraceRow instance.
                """,
                """
                The store passes the prefix to LIKE, which treats `_` and `%` as wildcards and ignores the case of ASCII \
                letters.
                """
            )
        case "FILTER-4":
            (
                "arguable: the documentation says which traces, but not in which order",
                mostRecent,
                "The store orders traces by the day on which they were added; within a day, the order is arbitrary."
            )
        case "FILTER-5":
            (
                "the most recent are left out",
                mostRecent,
                "Because the store orders traces only by day, the limit may leave out the newest of a day and keep older ones."
            )
        case "FILTER-8":
            (
                "arguable: the documentation is silent",
                nil,
                "For SQLite, a negative limit is no limit, so the store returns everything."
            )
        case "LIST-3":
            (
                "arguable, like ADD-6",
                "Query all traces in the trace store and return a list of module names for which traces exist in the store.",
                "A module is listed although none of its traces could be serialized, as the contract counts them (ADD-6)."
            )
        case "THUNK-2":
            ("follows from FILTER-5: the limit does not keep the newest", nil, nil)
        case "MODEL-1":
            ("follows from the others: a random history runs into one of them", nil, nil)
        default:
            ("not looked into yet", nil, nil)
        }
    }

    /// A program without the random names of the kit's files.
    private static func anonymous(_ program: String) -> String {
        program.replacing(#/\/[A-Z]+-\d+-\w+-\d+\.sqlite3/#, with: "/traces.sqlite3")
    }

    /// What Python prints when it runs a program, with the last line of an exception.
    private func output(of program: String) throws -> String {
        let (process, output, errors) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", program]
        process.standardOutput = output
        process.standardError = errors
        try process.start()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let error = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? printed : printed + (error.split(separator: "\n").last ?? "")
    }
}
