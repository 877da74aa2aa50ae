import ArgumentParser
import CallTraceContract
import Foundation

/// Judges call-trace stores by the contract.
@main
struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Judges call-trace stores by the contract, clause by clause.",
        discussion: "Exit codes: 0 the store conforms, 1 it does not, 2 incorrect usage, 3 the kit could not judge.",
        version: "call-trace store contract \(Contract.Version.current)",
        subcommands: [
            CheckCommand.self, MeasureCommand.self, ContractCommand.self, MatrixCommand.self, SpaceCommand.self,
            StoresCommand.self, ChildCommand.self, ExhibitCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let text = fullMessage(for: error)
            let code = exitCode(for: error)
            if code.isSuccess {
                print(text)
            } else if !text.isEmpty {
                FileHandle.standardError.write(Data("\(text)\n".utf8))
            }
            Foundation.exit(code == .validationFailure ? ExitCode.incorrectUsage.rawValue : code.rawValue)
        }
    }
}
