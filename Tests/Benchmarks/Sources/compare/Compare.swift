import ArgumentParser
import Foundation

/// Compares the SQLite store with MonkeyType and with plain C.
@main
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compares SQLiteStore with MonkeyType and with a C program that executes the same statements.",
        discussion: """
            The programs take turns, each in a process and with a database file of its own. Exits with 0 even if a \
            target is missed. MonkeyType is installed in .build, unless MONKEYTYPE_PYTHON names a Python that has it.
            """,
        subcommands: [MeasureAdd.self, MeasureQueries.self, MeasureCoding.self, MeasureMemory.self, Collapse.self]
    )

    @Option(help: "The number of rounds; medians are printed.")
    var rounds = 5

    @OptionGroup var sizes: Sizes

    @Option(help: "The format of the table.")
    var format = Table.Format.table

    @Option(help: "A workload to measure, instead of all; repeatable.")
    var only: [Workload] = []

    func validate() throws {
        guard rounds > 0 else {
            throw ValidationError("There must be at least one round.")
        }
    }

    func run() async throws {
        let session = try await Session(rounds: rounds, sizes: sizes)
        defer { session.scratch.remove() }
        var rows: [ComparisonRow] = []
        for workload in Workload.allCases where only.isEmpty || only.contains(workload) {
            rows += try await session.rows(of: workload)
        }
        let table = Table(header: ComparisonRow.header, rows: rows.map(\.cells))
        print(table.lines(format).joined(separator: "\n"))
        print("\n\(session.notes.map { "- \($0)" }.joined(separator: "\n"))\n\n\(Conclusion(rows))")
    }
}
