import ArgumentParser
import CallTracesSQLite

/// Collapses the duplicate rows of a database, in a process of its own like everything else that opens one.
struct Collapse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "collapse", shouldDisplay: false)

    @Argument var database: String

    func run() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: database)
        try await Printed.line([.collapsed: Double(store.collapseDuplicates())])
        try await store.close()
    }
}
