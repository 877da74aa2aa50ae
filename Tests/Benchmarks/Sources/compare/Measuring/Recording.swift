import ArgumentParser
import CallTraces
import Workloads

/// Which traces are added.
enum Recording: String, CaseIterable, ExpressibleByArgument {
    /// Traces of which no two are identical.
    case distinct
    /// The recorded stream of calls, repeated.
    case stream

    /// The distinct traces, of which a stream has but the recorded ones.
    func distinctTraces(of recorded: RecordedCalls, count: Int) -> [CallTrace] {
        switch self {
        case .distinct: recorded.distinctTraces(count)
        case .stream: recorded.traces
        }
    }

    /// The calls, each the index of its trace.
    func calls(of recorded: RecordedCalls, count: Int) -> [Int] {
        switch self {
        case .distinct: Array(0..<count)
        case .stream: (0..<count).map(recorded.trace(ofCall:))
        }
    }
}
