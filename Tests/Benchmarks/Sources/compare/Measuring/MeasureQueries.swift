import ArgumentParser
import CallTraces
import CallTracesSQLite

/// Measures the time of queries.
struct MeasureQueries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-queries", shouldDisplay: false)

    @Option var program = MeasuredProgram.sqliteStore
    @Option var module: String
    @Option var many: Int
    @Option var few: Int
    @Argument var database: String

    func run() async throws {
        switch program {
        case .rawC:
            let reader = try RawReader(database)
            try await measure(
                filter: { try reader.filter(module: module, limit: $0).count },
                listModules: { try reader.listModules().count }
            )
        case .sqliteStore:
            let store = try await SQLiteStore.makeStore(connectionString: database)
            try await measure(
                filter: { try await store.filter(module: module, limit: $0).count },
                listModules: { try await store.listModules().count }
            )
        }
    }

    /// Measures queries, given as closures that release the results and return their number.
    private func measure(
        filter: (_ limit: Int) async throws -> Int,
        listModules: () async throws -> Int
    ) async throws {
        try await Printed.line([
            .filterMany: Repeated.typicalSeconds { _ = try await filter(many) },
            .filterFew: Repeated.typicalSeconds { _ = try await filter(few) },
            .listModules: Repeated.typicalSeconds { _ = try await listModules() },
            .foundMany: Double(filter(many)),
            .foundFew: Double(filter(few)),
            .foundModules: Double(listModules()),
        ])
    }
}
