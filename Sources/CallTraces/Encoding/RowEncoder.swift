/// An encoder that writes one row after another into the same memory.
package struct RowEncoder: ~Copyable {
    private var writer = TypeWriter()

    private var layout = RowLayout()

    package init() {}

    /// Encodes a trace, replacing the previous row.
    ///
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotSerialize``, after which there is no row.
    package mutating func encode(_ trace: CallTrace) throws(CallTraceError) {
        guard !trace.module.utf8.isEmpty else {
            throw trace.serializationError("the module is empty; name the module that defines the function")
        }
        guard !trace.qualname.utf8.isEmpty else {
            throw trace.serializationError("the qualname is empty; name the function as its module does")
        }
        writer.clear()
        var part = RowPart.argumentTypes
        do {
            layout.moduleCount = writer.write(asItIs: trace.module)
            layout.qualnameCount = writer.write(asItIs: trace.qualname)
            layout.argTypesCount = try writer.write(trace.argTypes)
            part = .returnType
            layout.returnTypeCount = try trace.returnType.map { type throws(SerializationFault) in
                try writer.write(type)
            }
            part = .yieldType
            layout.yieldTypeCount = try trace.yieldType.map { type throws(SerializationFault) in
                try writer.write(type)
            }
        } catch {
            part = writer.argument(of: trace).map(RowPart.argument) ?? part
            throw trace.serializationError("the \(part) cannot be serialized: \(error)")
        }
    }

    /// The row that was encoded last.
    package var row: CallTraceRow { writer.withBytes { CallTraceRow($0, layout) } }
}

extension CallTrace {
    fileprivate func serializationError(_ message: String) -> CallTraceError {
        CallTraceError(.cannotSerialize, message, module: module, qualname: qualname)
    }
}
