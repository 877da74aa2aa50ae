/// A call trace as MonkeyType stores it: a module, a qualname, and the types as JSON text.
///
/// The text is the same as MonkeyType's, byte for byte, so each can read what the other wrote. Rows are equal if all
/// five parts have the same bytes. Keys are sorted, so equal traces have equal rows. A row keeps its parts as bytes; each
/// property makes a string of them.
///
/// ```swift
/// let row = try CallTraceRow(trace)
/// print(row.argTypes)            // {"rate": {"module": "Swift", "qualname": "Double"}}
/// let same = try row.toTrace()
/// ```
///
/// Source: MonkeyType, "Storing call traces", CallTraceRow.
public struct CallTraceRow: Sendable {
    /// The bytes of the parts, one after the other: one allocation instead of five, and one comparison.
    private let bytes: [UInt8]

    private let layout: RowLayout

    /// The module that defines the traced function.
    public var module: String { withParts { String(decoding: $0.module, as: UTF8.self) } }

    /// The qualified name of the traced function within its module.
    public var qualname: String { withParts { String(decoding: $0.qualname, as: UTF8.self) } }

    /// A JSON object that maps the names of the arguments to their types.
    public var argTypes: String { withParts { String(decoding: $0.argTypes, as: UTF8.self) } }

    /// The JSON of the return type, or `nil` or `null` if the call did not return.
    public var returnType: String? { withParts { $0.returnType.map { String(decoding: $0, as: UTF8.self) } } }

    /// The JSON of the yield type, or `nil` or `null` if the call did not yield.
    public var yieldType: String? { withParts { $0.yieldType.map { String(decoding: $0, as: UTF8.self) } } }

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
        var bytes: [UInt8] = []
        func append(_ text: String) -> Int {
            bytes.append(contentsOf: text.utf8)
            return text.utf8.count
        }
        layout = RowLayout(
            moduleCount: append(module),
            qualnameCount: append(qualname),
            argTypesCount: append(argTypes),
            returnTypeCount: returnType.map(append),
            yieldTypeCount: yieldType.map(append)
        )
        self.bytes = bytes
    }

    /// Creates a row from the bytes of its parts in order, which are valid UTF-8.
    init(_ bytes: UnsafeRawBufferPointer, _ layout: RowLayout) {
        self.bytes = Array(bytes)
        self.layout = layout
    }
}

extension CallTraceRow {
    /// Creates a row from text that may not be valid UTF-8, which is repaired with the replacement character.
    package init(repairing borrowed: BorrowedRow) {
        let row = CallTraceRow(copying: borrowed)
        let isASCII = row.bytes.withUnsafeBytes { $0.reduce(0, |) < 0x80 }
        self = isASCII ? row : row.repaired
    }

    private init(copying row: BorrowedRow) {
        layout = RowLayout(row)
        bytes = Array(unsafeUninitializedCapacity: layout.count) { target, count in
            let target = UnsafeMutableRawBufferPointer(target)
            func append(_ part: UnsafeRawBufferPointer?) {
                guard let part else { return }
                UnsafeMutableRawBufferPointer(rebasing: target[count...]).copyMemory(from: part)
                count += part.count
            }
            append(row.module)
            append(row.qualname)
            append(row.argTypes)
            append(row.returnType)
            append(row.yieldType)
        }
    }

    /// The row of the strings, as these are always valid.
    private var repaired: CallTraceRow {
        CallTraceRow(
            module: module,
            qualname: qualname,
            argTypes: argTypes,
            returnType: returnType,
            yieldType: yieldType
        )
    }

    /// Returns whether the row is of a module and its qualname has a prefix, by bytes.
    func matches(module: String, qualnamePrefix: String) -> Bool {
        withParts { parts in
            module.withBytes { parts.module.hasSameBytes(as: $0) }
                && qualnamePrefix.withBytes { parts.qualname.hasBytePrefix($0) }
        }
    }

    /// Calls a closure with the bytes of the parts.
    @inline(__always)
    package func withParts<Result>(_ body: (BorrowedRow) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { try body(BorrowedRow($0, layout)) }
    }
}

extension CallTraceRow: Hashable {
    /// Returns whether all five parts of two rows have the same bytes.
    public static func == (left: CallTraceRow, right: CallTraceRow) -> Bool {
        left.layout == right.layout
            && left.bytes.withUnsafeBytes { bytes in right.bytes.withUnsafeBytes { bytes.hasSameBytes(as: $0) } }
    }

    /// Hashes the bytes of all five parts.
    public func hash(into hasher: inout Hasher) {
        withParts { $0.hash(into: &hasher) }
    }
}
