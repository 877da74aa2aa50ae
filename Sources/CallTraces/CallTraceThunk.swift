/// A stored call trace that has not been decoded yet.
///
/// A store's `filter` returns thunks so that one damaged record does not affect the others.
///
/// Source: MonkeyType, "Storing call traces", CallTraceThunk: "Produce a CallTrace instance based on the serialized
/// trace data stored in this thunk." Clauses THUNK-1 to THUNK-5.
public protocol CallTraceThunk: Sendable {
    /// Decodes the trace.
    ///
    /// You can call this method repeatedly, and from several tasks at once, with the same result (THUNK-3).
    ///
    /// - Returns: The call trace.
    /// - Throws: An error that names the module, the qualname, and the part that cannot be decoded (THUNK-4).
    func toTrace() throws -> CallTrace
}
