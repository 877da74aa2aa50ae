public import Logging

/// Returns the rows of traces, and logs and leaves out traces that cannot be serialized.
///
/// "If any trace fails to serialize, the exception is logged and serialization continues." The sequence is lazy: it
/// serializes each trace when you ask for its row, and iterates over `traces` once.
///
/// ```swift
/// for row in serializeTraces(traces) {
///     insert(row.module, row.qualname, row.argTypes, row.returnType, row.yieldType)
/// }
/// ```
///
/// Source: MonkeyType, "Storing call traces", serialize_traces. Clauses ADD-5, ADD-6 and LIST-3.
///
/// - Parameters:
///   - traces: The traces to serialize.
///   - logger: The logger for failures, which have the level `error`. The default is the current task's logger.
/// - Returns: A row for every trace that can be serialized, in order.
public func serializeTraces<Traces: Sequence<CallTrace>>(
    _ traces: Traces,
    logger: Logger = .current
) -> some Sequence<CallTraceRow> {
    traces.lazy.compactMap { trace in
        do {
            return try CallTraceRow(trace)
        } catch {
            logger.logUnserializable(trace, error)
            return nil
        }
    }
}

extension Logger {
    /// Logs that a trace is left out (ADD-6).
    package func logUnserializable(_ trace: CallTrace, _ error: any Error) {
        self.error(
            "A call trace cannot be serialized and is left out",
            error: error,
            metadata: ["module": "\(trace.module)", "qualname": "\(trace.qualname)"]
        )
    }
}
