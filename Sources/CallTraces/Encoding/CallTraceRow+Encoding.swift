extension CallTraceRow {
    /// Encodes a trace as the JSON that MonkeyType writes, byte for byte.
    ///
    /// Source: MonkeyType, "Storing call traces", CallTraceRow: "Serialize a CallTraceRow from the given CallTrace."
    /// Clause ADD-6.
    ///
    /// - Parameter trace: The trace of one call.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotSerialize`` when no other program could read
    ///   the trace: the module or qualname of the trace, or of a type in it, is empty; a type is local or private to
    ///   Swift code; or types are nested more than 1,000 deep.
    public init(_ trace: CallTrace) throws {
        guard !trace.module.utf8.isEmpty else {
            throw trace.serializationError("the module is empty; name the module that defines the function")
        }
        guard !trace.qualname.utf8.isEmpty else {
            throw trace.serializationError("the qualname is empty; name the function as its module does")
        }
        var part = RowPart.argumentTypes
        var writer = TypeWriter()
        do {
            let argTypes = try writer.text(of: trace.argTypes)
            part = .returnType
            let returnType = try trace.returnType.map { type throws(SerializationFault) in try writer.text(of: type) }
            part = .yieldType
            let yieldType = try trace.yieldType.map { type throws(SerializationFault) in try writer.text(of: type) }
            self.init(
                module: trace.module,
                qualname: trace.qualname,
                argTypes: argTypes,
                returnType: returnType,
                yieldType: yieldType
            )
        } catch {
            part = writer.argument.map(RowPart.argument) ?? part
            throw trace.serializationError("the \(part) cannot be serialised: \(error)")
        }
    }
}

extension CallTrace {
    fileprivate func serializationError(_ message: String) -> CallTraceError {
        CallTraceError(.cannotSerialize, message, module: module, qualname: qualname)
    }
}
