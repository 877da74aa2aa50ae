extension CallTraceRow {
    /// Encodes a trace as the JSON that MonkeyType writes, byte for byte.
    ///
    /// Source: MonkeyType, "Storing call traces", CallTraceRow: "Serialize a CallTraceRow from the given CallTrace."
    /// Clause ADD-6.
    ///
    /// - Parameter trace: The trace of one call.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotSerialize`` if another program could not
    /// make
    ///   sense of the trace: the module or qualname of the trace, or of a type in it, is empty; a type is local or
    ///   private to Swift code; or types are nested more than 1,000 levels deep.
    public init(_ trace: CallTrace) throws {
        var encoder = RowEncoder()
        try encoder.encode(trace)
        self = encoder.row
    }
}
