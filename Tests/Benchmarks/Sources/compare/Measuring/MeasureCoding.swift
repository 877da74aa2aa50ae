import ArgumentParser
import CallTraces
import Workloads

/// Measures the time of encoding and decoding a row, with this project's coder and with Foundation's.
struct MeasureCoding: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-coding", shouldDisplay: false)

    func run() async throws {
        let traces = try RecordedCalls().traces
        let foundation = FoundationCoder()
        let rowCoding = try await Repeated.typicalSeconds {
            try check(traces) { try CallTraceRow($0).toTrace() }
        }
        let foundationCoding = try await Repeated.typicalSeconds {
            try check(traces) { try foundation.trace(foundation.row($0)) }
        }
        let count = Double(traces.count)
        try Printed.line([.rowCoding: rowCoding / count, .foundationCoding: foundationCoding / count])
    }

    /// Encodes and decodes every trace, and uses the results, so that nothing is optimized away.
    private func check(_ traces: [CallTrace], coded: (CallTrace) throws -> CallTrace) throws {
        for trace in traces {
            guard try coded(trace).argTypes.count == trace.argTypes.count else {
                throw CallTraceError(
                    .cannotDecode,
                    "an argument was lost; check the coder",
                    module: trace.module,
                    qualname: trace.qualname
                )
            }
        }
    }
}
