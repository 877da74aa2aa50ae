import ArgumentParser
import CallTraceContract

/// Measures what a store costs.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measures what a store costs, next to the store in memory, as a Markdown table.",
        discussion: """
            Databases are created in a directory of their own and removed; no other is touched. Exits with 1 if the store \
            throws an error.
            """
    )

    @Argument(help: "The store: in-memory, sqlite, or another that `conformance stores` lists.")
    var store: String

    @Option(help: "The directory to create databases in; the system's temporary directory unless given.")
    var directory: String?

    @Option(
        help: ArgumentHelp(
            "How many distinct traces the store has while it is measured; repeatable. 10000 and 100000 unless given.",
            valueName: "traces"
        )
    )
    var size: [Int] = []

    func validate() throws {
        _ = try ChosenStore(named: store)
        guard size.allSatisfy({ $0 > 0 }) else { throw ValidationError("--size must be at least 1") }
        if let directory { try OutputPath.checkWritable(directory: directory) }
    }

    func run() async throws {
        var subject = try ChosenStore(named: store).subject
        subject.directory = directory
        let terminal = Terminal.standardOutput
        do {
            let table = try await subject.measure(sizes: size.isEmpty ? [10_000, 100_000] : size) { operation, size in
                terminal.progress("  \(size) traces: \(operation.rawValue) ...")
            }
            terminal.line("\(table)")
        } catch let error as CostError {
            terminal.line(terminal.colored("\(error)", .red))
            throw ExitCode.doesNotConform
        } catch let error as KitError {
            terminal.line(terminal.colored("kit error, not the store's fault: \(error)", .yellow))
            throw ExitCode.kitError
        }
    }
}
