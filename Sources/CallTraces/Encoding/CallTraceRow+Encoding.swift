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
        let layout = encoder.layout
        self = encoder.withBytes { bytes in
            var rest = bytes.dropFirst(layout.moduleCount + layout.qualnameCount)
            func text(_ count: Int) -> String {
                defer { rest = rest.dropFirst(count) }
                return String(decoding: rest.prefix(count), as: UTF8.self)
            }
            return CallTraceRow(
                module: trace.module,
                qualname: trace.qualname,
                argTypes: text(layout.argTypesCount),
                returnType: layout.returnTypeCount.map(text),
                yieldType: layout.yieldTypeCount.map(text)
            )
        }
    }
}
