import Benchmark
import CallTraces
import Workloads

/// Encoding and decoding of the recorded traces; results are per row.
func addCodingBenchmarks() {
    let perRow = Benchmark.Configuration(scalingFactor: .kilo)
    let foundation = FoundationCoder()

    Benchmark("encode a row", configuration: perRow) { benchmark in
        let traces = try Recorded.calls.traces
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            blackHole(try CallTraceRow(traces[index % traces.count]))
        }
    }
    Benchmark("encode a row, Foundation", configuration: perRow) { benchmark in
        let traces = try Recorded.calls.traces
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            blackHole(try foundation.row(traces[index % traces.count]))
        }
    }
    Benchmark("decode a row", configuration: perRow) { benchmark in
        let rows = try Recorded.rows
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            blackHole(try rows[index % rows.count].toTrace())
        }
    }
    Benchmark("decode a row, Foundation", configuration: perRow) { benchmark in
        let rows = try Recorded.rows
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            blackHole(try foundation.trace(rows[index % rows.count]))
        }
    }
    Benchmark("encode and decode a row", configuration: perRow) { benchmark in
        let traces = try Recorded.calls.traces
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            blackHole(try CallTraceRow(traces[index % traces.count]).toTrace())
        }
    }
    Benchmark("encode and decode a row, Foundation", configuration: perRow) { benchmark in
        let traces = try Recorded.calls.traces
        benchmark.startMeasurement()
        for index in benchmark.scaledIterations {
            blackHole(try foundation.trace(foundation.row(traces[index % traces.count])))
        }
    }
}
