import ArgumentParser
import CallTraces
import CallTracesSQLite

/// Measures the time of the SQLite store's queries.
struct MeasureQueries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-queries", shouldDisplay: false)

    @Option var module: String
    @Option var many: Int
    @Option var few: Int
    @Argument var database: String

    func run() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: database)
        try await Printed.line([
            .filterMany: Repeated.typicalSeconds { _ = try await store.filter(module: module, limit: many) },
            .filterFew: Repeated.typicalSeconds { _ = try await store.filter(module: module, limit: few) },
            .listModules: Repeated.typicalSeconds { _ = try await store.listModules() },
            .foundMany: Double(store.filter(module: module, limit: many).count),
            .foundFew: Double(store.filter(module: module, limit: few).count),
            .foundModules: Double(store.listModules().count),
        ])
    }
}
