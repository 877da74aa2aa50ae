/// A stored call trace that has not been decoded yet.
///
/// A store's `filter` returns thunks so that a record that cannot be decoded spoils nothing but itself.
///
/// Source: MonkeyType, "Storing call traces", CallTraceThunk: "Produce a CallTrace instance based on the serialized
/// trace data stored in this thunk." Clauses THUNK-1 to THUNK-5.
public protocol CallTraceThunk: Sendable {
    /// Decodes the trace; it can be called again, and from several tasks at once, with the same result (THUNK-3).
    ///
    /// - Returns: The call trace.
    /// - Throws: An error that says which module and qualname, and which part, could not be decoded (THUNK-4).
    func toTrace() throws -> CallTrace
}
