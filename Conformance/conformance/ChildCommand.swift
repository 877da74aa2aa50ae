import ArgumentParser
import CallTraceContract

/// Adds batches to a store, as the child process of clauses that need one.
struct ChildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "child", shouldDisplay: false)

    @Argument
    var store: String

    @Argument
    var command: [String] = []

    @OptionGroup
    var adapterOptions: AdapterOptions

    func run() async throws {
        guard let instructions = try ChildInstructions.ofThisProcess.get() else {
            throw ValidationError("only the command itself starts a child; use check or matrix")
        }
        let adapter = adapterOptions.adapter(named: store, command)
        await instructions.run(on: try adapter.map(adapterOptions.subject) ?? ChosenStore(named: store).subject)
    }
}

extension ProcessLauncher {
    /// The command as a child process that opens a store.
    static func child(of store: String) -> ProcessLauncher { child(of: store, []) }

    /// The command as a child process that opens a store of which it must be told more than the name.
    static func child(of store: String, _ arguments: [String]) -> ProcessLauncher {
        .thisProgram([ChildCommand.configuration.commandName ?? "child", store] + arguments)
    }
}
