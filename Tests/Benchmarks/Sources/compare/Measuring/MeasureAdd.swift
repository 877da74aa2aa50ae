import ArgumentParser
import CallTraces
import CallTracesSQLite
import Workloads

/// Measures the time of adding traces.
struct MeasureAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-add", shouldDisplay: false)

    @Option var program = MeasuredProgram.sqliteStore
    @Option var recording = Recording.distinct
    @Option var count: Int
    // Not `--batch`, as `compare` would parse an option of its own.
    @Option var batchSize: Int
    @Option(help: "The number of times that everything is added.") var repetitions = 1
    @Argument var database: String

    func run() async throws {
        let recorded = try RecordedCalls()
        let traces = recording.distinctTraces(of: recorded, count: count)
        let calls = recording.calls(of: recorded, count: count).map { traces[$0] }
        switch program {
        case .rawC:
            let rows = try EncodedRows()
            for trace in calls { try rows.append(CallTraceRow(trace)) }
            try Printed.line([.add: rows.insert(into: database, batch: batchSize)])
        case .sqliteStore:
            let batches = stride(from: 0, to: calls.count, by: batchSize).map { start in
                Array(calls[start..<min(start + batchSize, calls.count)])
            }
            let store = try await SQLiteStore.makeStore(connectionString: database)
            let time = try await ContinuousClock().measure {
                for _ in 0..<repetitions {
                    for batch in batches { try await store.add(batch) }
                }
            }
            try Printed.line([.add: time / .seconds(1)])
        }
    }
}
