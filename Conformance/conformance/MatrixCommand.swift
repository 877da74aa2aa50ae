import ArgumentParser
import CallTraceContract
import FaultyStores

/// Proves the kit by the catalog of faulty and lawful stores.
struct MatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "Proves the kit: judges every faulty and every lawful store of the catalog by every clause.",
        discussion: """
            Exits with 1 if a clause is never the only one to condemn a store, if a faulty store is not condemned by \
            exactly the clauses it names, or if a lawful store is condemned.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case markdown
    }

    @Option(help: "How to print it.")
    var format = Format.text

    @Option(
        help: ArgumentHelp(
            "A faulty store to judge alone, by a name that `conformance stores` lists; repeatable.",
            valueName: "name"
        )
    )
    var store: [String] = []

    func validate() throws {
        let names = FaultyStore.all.map(\.name)
        for name in store where !names.contains(name) {
            throw ValidationError(ChosenStore.suggestion(for: name, among: names))
        }
    }

    func run() async throws {
        let terminal = Terminal.standardOutput
        let start = ContinuousClock.now
        let matrix = await KillMatrix(
            faulty: store.isEmpty ? FaultyStore.all : try store.map(FaultyStore.named),
            lawful: store.isEmpty ? LawfulStore.all : [],
            launcher: ProcessLauncher.child
        ) { name in
            terminal.progress("  \(name) ...")
        }
        let faults = store.isEmpty ? matrix.faults : matrix.faultsOfStores
        switch format {
        case .markdown:
            for line in matrix.markdown.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                terminal.line(String(line))
            }
        case .text:
            for row in matrix.faulty {
                terminal.line("  \(row.store.name): \(row.condemning.map(\.id).joined(separator: " "))")
            }
            for row in matrix.lawful {
                let condemning = row.condemning.map(\.id).joined(separator: " ")
                terminal.line("  \(row.store.name): \(condemning.isEmpty ? "lawful" : condemning)")
            }
            terminal.line("")
            terminal.line(
                "\(matrix.faulty.count) faulty and \(matrix.lawful.count) lawful stores, "
                    + "\(Contract.defaultClauses.count) clauses, \((ContinuousClock.now - start).seconds)"
            )
        }
        guard faults.isEmpty else { throw Faults(sentences: faults) }
        if store.isEmpty, format == .text { terminal.line(terminal.colored("The kit is proven.", .green)) }
    }

    /// What the matrix reveals to be wrong with the kit.
    private struct Faults: Error, CustomStringConvertible {
        let sentences: [String]

        var description: String { sentences.joined(separator: "\n") }
    }
}
