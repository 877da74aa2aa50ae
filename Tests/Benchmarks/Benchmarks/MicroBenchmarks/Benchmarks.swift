import Benchmark
import CallTraces
import CallTracesSQLite

/// What package-benchmark runs.
let benchmarks: @Sendable () -> Void = {
    // No counts of allocations, which read zero without traits, and no CPU time, which comes in steps of 10 ms.
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .peakMemoryResident],
        maxDuration: .seconds(2)
    )
    addCodingBenchmarks()
    addStoreBenchmarks("InMemoryStore") { _ in InMemoryStore() }
    addStoreBenchmarks("SQLiteStore", SQLiteStore.makeStore)
}
