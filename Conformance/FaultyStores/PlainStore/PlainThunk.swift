package import CallTraces

/// A thunk that calls a function.
package struct PlainThunk: CallTraceThunk {
    private let decode: @Sendable () throws -> CallTrace

    init(_ decode: @escaping @Sendable () throws -> CallTrace) {
        self.decode = decode
    }

    /// Decodes the trace.
    ///
    /// - Returns: The trace.
    /// - Throws: What the function throws.
    package func toTrace() throws -> CallTrace {
        try decode()
    }
}
