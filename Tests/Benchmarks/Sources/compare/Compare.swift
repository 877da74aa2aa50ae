import ArgumentParser
import Foundation

/// Compares the SQLite store with MonkeyType and with plain C.
@main
struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compares SQLiteStore with MonkeyType and with a C program that executes the same statements.",
        discussion: """
            Everything is measured in processes and database files of its own, in turns. Exits with 0 even when a \
            target is missed. MonkeyType is installed below .build, unless MONKEYTYPE_PYTHON names a Python that has it.
            """,
        subcommands: [MeasureAdd.self, MeasureQueries.self, MeasureCoding.self, MeasureMemory.self]
    )

    @Option(help: "How often everything is measured; medians are printed.")
    var rounds = 5

    @OptionGroup var sizes: Sizes

    @Option(help: "How to print the table.")
    var format = Table.Format.table

    @Option(help: "A workload to measure alone; repeatable.")
    var only: [Workload] = []

    func validate() throws {
        guard rounds > 0 else {
            throw ValidationError("Nothing is measured in \(rounds) rounds; ask for at least one.")
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
