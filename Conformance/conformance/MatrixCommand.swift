import ArgumentParser
import CallTraceContract
import FaultyStores

/// Judges the catalogue of faulty stores, to prove the kit.
struct MatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Proves the kit: judges every store of the catalogue by every clause."
    )

    func run() async throws {
        let terminal = Terminal.standardOutput
        let matrix = await KillMatrix { terminal.line("\($0)") }
        for row in matrix.faulty {
            terminal.line("\(row.store.name): \(row.condemning.map(\.id).joined(separator: " "))")
        }
        for fault in matrix.faults { terminal.line(fault) }
        if !matrix.faults.isEmpty { throw ExitCode.doesNotConform }
    }
}
