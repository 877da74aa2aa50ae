import ArgumentParser
import CallTraces
import Workloads

/// Measures how long encoding and decoding a row takes, here and with Foundation.
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

    /// Codes every trace; what comes out is looked at, so that nothing can be left undone.
    private func check(_ traces: [CallTrace], coded: (CallTrace) throws -> CallTrace) throws {
        for trace in traces {
            guard try coded(trace).argTypes.count == trace.argTypes.count else {
                throw CallTraceError(
                    .cannotDecode,
                    "an argument was lost; look at the coder",
                    module: trace.module,
                    qualname: trace.qualname
                )
            }
        }
    }
}
