import Benchmark
import CallTraces
import Workloads

/// The operations of a store that contains the recorded traces.
///
/// - Parameters:
///   - name: The name of the store.
///   - makeStore: Creates an empty store, given the path of a file that does not exist.
func addStoreBenchmarks<Store: CallTraceStore>(
    _ name: String,
    _ makeStore: @escaping (String) async throws -> Store
) {
    /// Measures an operation on a new store each time, with input prepared beforehand.
    func add<Input>(
        _ what: String,
        _ scalingFactor: BenchmarkScalingFactor = .one,
        input: @escaping (RecordedCalls) -> Input,
        operation: @escaping (Store, Input) async throws -> Void
    ) {
        let configuration = Benchmark.Configuration(scalingFactor: scalingFactor, maxIterations: 50)
        Benchmark("\(name): \(what)", configuration: configuration) { benchmark in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let recorded = try Recorded.calls
            let input = input(recorded)
            let store = try await makeStore(folder.file)
            try await store.add(recorded.traces)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                try await operation(store, input)
            }
            benchmark.stopMeasurement()
        }
    }

    add("add 1,000 new traces") { recorded in
        Array(recorded.distinctTraces(recorded.traces.count + 1_000).suffix(1_000))
    } operation: { store, traces in
        try await store.add(traces)
    }
    add("add 1,000 recorded calls again") { recorded in
        recorded.stream(0..<1_000)
    } operation: { store, traces in
        try await store.add(traces)
    }
    for limit in [10, 2_000] {
        add("filter, newest \(limit)", .kilo) { recorded in
            recorded.traces.biggestModule ?? ""
        } operation: { store, module in
            blackHole(try await store.filter(module: module, limit: limit))
        }
    }
    add("listModules", .kilo) { _ in
    } operation: { store, _ in
        blackHole(try await store.listModules())
    }
}
