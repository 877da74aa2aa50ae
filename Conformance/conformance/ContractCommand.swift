import ArgumentParser
import CallTraceContract

/// Prints the contract from the code.
struct ContractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "contract", abstract: "Prints the contract.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case markdown
    }

    @Option(help: "How to print it.")
    var format = Format.text

    func run() {
        switch format {
        case .text: print(ContractDocument.text, terminator: "")
        case .markdown: print(ContractDocument.markdown, terminator: "")
        }
    }
}
