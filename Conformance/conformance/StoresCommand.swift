import ArgumentParser
import FaultyStores

/// Lists the stores that the command knows.
struct StoresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stores",
        abstract: "Lists the stores that check and matrix know by name."
    )

    func run() {
        print("Reference stores")
        for store in ReferenceStore.allCases { print("  \(store.rawValue)") }
        print("\nFaulty stores, each with one mistake")
        for store in FaultyStore.all { print("  \(store.name): \(store.mistake)") }
        print("\nLawful stores, each with an oddity")
        for store in LawfulStore.all { print("  \(store.name): \(store.oddity)") }
    }
}
