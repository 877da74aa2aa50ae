import ArgumentParser
import CallTraces
import Workloads

/// The traces that are added.
enum Recording: String, CaseIterable, ExpressibleByArgument {
    /// Traces, no two of which are identical.
    case distinct
    /// The recorded stream of calls, repeated.
    case stream

    /// The distinct traces, which for the stream are the recorded ones.
    func distinctTraces(of recorded: RecordedCalls, count: Int) -> [CallTrace] {
        switch self {
        case .distinct: recorded.distinctTraces(count)
        case .stream: recorded.traces
        }
    }

    /// The calls, as indices of their traces.
    func calls(of recorded: RecordedCalls, count: Int) -> [Int] {
        switch self {
        case .distinct: Array(0..<count)
        case .stream: (0..<count).map(recorded.trace(ofCall:))
        }
    }
}
