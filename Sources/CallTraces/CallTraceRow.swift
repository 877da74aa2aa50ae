/// A call trace as MonkeyType stores it: a module, a qualname, and the types as JSON text.
///
/// The text is the same as MonkeyType's, byte for byte, so each can read what the other wrote. Rows are equal if all
/// five parts have the same bytes. Keys are sorted, so equal traces have equal rows.
///
/// ```swift
/// let row = try CallTraceRow(trace)
/// print(row.argTypes)            // {"rate": {"module": "Swift", "qualname": "Double"}}
/// let same = try row.toTrace()
/// ```
///
/// Source: MonkeyType, "Storing call traces", CallTraceRow.
public struct CallTraceRow: Sendable {
    /// The module that defines the traced function.
    public let module: String

    /// The qualified name of the traced function within its module.
    public let qualname: String

    /// A JSON object that maps the names of the arguments to their types.
    public let argTypes: String

    /// The JSON of the return type, or `nil` or `null` if the call did not return.
    public let returnType: String?

    /// The JSON of the yield type, or `nil` or `null` if the call did not yield.
    public let yieldType: String?

    /// Creates a row from stored text.
    ///
    /// Nothing is validated until you call ``toTrace()``.
    ///
    /// - Parameters:
    ///   - module: The module that defines the function.
    ///   - qualname: The qualified name of the function within its module.
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
    /// Returns whether all five parts of two rows have the same bytes.
    public static func == (left: CallTraceRow, right: CallTraceRow) -> Bool {
        left.module.hasSameBytes(as: right.module)
            && left.qualname.hasSameBytes(as: right.qualname)
            && left.argTypes.hasSameBytes(as: right.argTypes)
            && left.returnType.map(ExactString.init) == right.returnType.map(ExactString.init)
            && left.yieldType.map(ExactString.init) == right.yieldType.map(ExactString.init)
    }

    /// Hashes the bytes of all five parts.
    public func hash(into hasher: inout Hasher) {
        module.hashBytes(into: &hasher)
        qualname.hashBytes(into: &hasher)
        argTypes.hashBytes(into: &hasher)
        hasher.combine(returnType.map(ExactString.init))
        hasher.combine(yieldType.map(ExactString.init))
    }
}
