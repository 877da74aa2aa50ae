import ArgumentParser
import CallTraces
import CallTracesSQLite
import Workloads

/// Measures the peak memory of the process while it adds a stream of calls.
struct MeasureMemory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-memory", shouldDisplay: false)

    @Option var count: Int
    // Not `--batch`, as `compare` would parse an option of its own.
    @Option var batchSize: Int
    @Argument var database: String

    func run() async throws {
        let recorded = try RecordedCalls()
        let store = try await SQLiteStore.makeStore(connectionString: database)
        var added = 0
        func add(upTo end: Int) async throws {
            while added < end {
                let next = min(added + batchSize, end)
                try await store.add(recorded.stream(added..<next))
                added = next
            }
        }
        try await add(upTo: count / 10)
        let early = try PeakMemory.bytes()
        try await add(upTo: count)
        try Printed.line([.earlyPeak: early, .latePeak: PeakMemory.bytes()])
    }
}
