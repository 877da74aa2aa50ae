import Benchmark
import CallTraces
import CallTracesSQLite

/// The benchmarks that package-benchmark runs.
let benchmarks: @Sendable () -> Void = {
    // Without traits, allocation counts read zero, and the resolution of CPU time is only 10 ms.
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, .peakMemoryResident],
        maxDuration: .seconds(2)
    )
    addCodingBenchmarks()
    addStoreBenchmarks("InMemoryStore") { _ in InMemoryStore() }
    addStoreBenchmarks("SQLiteStore", SQLiteStore.makeStore)
}
