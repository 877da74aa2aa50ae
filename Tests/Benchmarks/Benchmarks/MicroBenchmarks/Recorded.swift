import CallTraces
import Workloads

/// The recorded calls, which are read once.
enum Recorded {
    private static let result = Result { try RecordedCalls() }
    private static let encoded = Result { try calls.traces.map { try CallTraceRow($0) } }

    static var calls: RecordedCalls {
        get throws { try result.get() }
    }

    /// The rows of the distinct traces.
    static var rows: [CallTraceRow] {
        get throws { try encoded.get() }
    }
}
