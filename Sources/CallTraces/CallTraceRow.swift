/// A call trace as MonkeyType stores it: module, qualname, and the types as JSON text.
///
/// The text is MonkeyType's own, byte for byte, so a row written here is read there and the other way round. Rows are
/// equal when all five parts are, by bytes; as the encoding sorts its keys, equal traces have equal rows.
///
/// ```swift
/// let row = try CallTraceRow(trace)
/// print(row.argTypes)            // {"rate": {"module": "Swift", "qualname": "Double"}}
/// let same = try row.toTrace()
/// ```
///
/// Source: MonkeyType, "Storing call traces", CallTraceRow.
public struct CallTraceRow: Sendable {
    /// The module in which the traced function is defined.
    public let module: String

    /// The qualified name of the traced function within its module.
    public let qualname: String

    /// A JSON object of argument name to type.
    public let argTypes: String

    /// The JSON of the return type, or `nil` when the call did not return; the text `null` is read as `nil`.
    public let returnType: String?

    /// The JSON of the yield type, or `nil` when the call did not yield; the text `null` is read as `nil`.
    public let yieldType: String?

    /// Creates a row from stored text; nothing is checked until ``toTrace()``.
    ///
    /// - Parameters:
    ///   - module: The module in which the function is defined.
    ///   - qualname: The qualified name of the function.
    ///   - argTypes: The JSON of the argument types.
    ///   - returnType: The JSON of the return type, if any.
    ///   - yieldType: The JSON of the yield type, if any.
    public init(module: String, qualname: String, argTypes: String, returnType: String?, yieldType: String?) {
        self.module = module
        self.qualname = qualname
        self.argTypes = argTypes
        self.returnType = returnType
        self.yieldType = yieldType
    }
}

extension CallTraceRow: Hashable {
    /// Whether all five parts are equal, by bytes.
    public static func == (left: CallTraceRow, right: CallTraceRow) -> Bool {
        left.module.hasSameBytes(as: right.module)
            && left.qualname.hasSameBytes(as: right.qualname)
            && left.argTypes.hasSameBytes(as: right.argTypes)
            && left.returnType.map(ExactString.init) == right.returnType.map(ExactString.init)
            && left.yieldType.map(ExactString.init) == right.yieldType.map(ExactString.init)
    }

    /// Hashes the bytes that equality compares.
    public func hash(into hasher: inout Hasher) {
        module.hashBytes(into: &hasher)
        qualname.hashBytes(into: &hasher)
        argTypes.hashBytes(into: &hasher)
        hasher.combine(returnType.map(ExactString.init))
        hasher.combine(yieldType.map(ExactString.init))
    }
}
