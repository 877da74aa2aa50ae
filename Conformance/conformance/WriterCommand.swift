import ArgumentParser
import CallTraceContract

/// Adds batches to a store, as the other process of clauses that need one.
struct WriterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "writer", shouldDisplay: false)

    @Argument
    var store: ChosenStore

    func run() async throws {
        guard let order = try WriterOrder.ofThisProcess.get() else {
            throw ValidationError("only the command itself starts a writer; use check or matrix")
        }
        await Writer.run(order, on: store.subject)
    }
}

extension OtherProcess {
    /// The command as the writer of a reference store, or of a store of the catalogue.
    static func writer(of store: String) -> OtherProcess {
        .thisProgram([WriterCommand.configuration.commandName ?? "writer", store])
    }
}
