public import Logging

/// Serialises traces one by one, as they are asked for; a trace that fails is logged and left out.
///
/// "If any trace fails to serialize, the exception is logged and serialization continues." The sequence is lazy: it
/// walks `traces` once, when it is walked itself.
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
///   - traces: The traces to serialise.
///   - logger: Where a failure is logged, at level `error`; the task's current logger unless given.
/// - Returns: A row for every trace that can be serialised, in order.
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
            "A call trace cannot be serialised and is left out",
            error: error,
            metadata: ["module": "\(trace.module)", "qualname": "\(trace.qualname)"]
        )
    }
}
