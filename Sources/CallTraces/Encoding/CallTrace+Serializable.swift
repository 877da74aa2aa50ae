extension CallTrace {
    /// Whether ``CallTraceRow/init(_:)`` can serialize this trace.
    ///
    /// A store leaves out a trace for which this is `false` and stores the rest of the batch (ADD-6). The trace is
    /// encoded to find out, but no row is created; to store it as a ``CallTraceRow``, create the row and catch the
    /// error.
    ///
    /// ```swift
    /// let storable = traces.filter(\.isSerializable)
    /// ```
    public var isSerializable: Bool {
        var encoder = RowEncoder()
        do {
            try encoder.encode(self)
            return true
        } catch {
            return false
        }
    }
}
