import CallTraces

/// The five parts of a row, as bytes that are borrowed and become invalid with the closure or query step they come from.
struct BorrowedRow {
    let module: UnsafeRawBufferPointer
    let qualname: UnsafeRawBufferPointer
    let argTypes: UnsafeRawBufferPointer
    let returnType: UnsafeRawBufferPointer?
    let yieldType: UnsafeRawBufferPointer?

    /// Splits a row whose parts are stored one after the other.
    init(_ bytes: UnsafeRawBufferPointer, _ layout: RowLayout) {
        var start = 0
        func next(_ count: Int) -> UnsafeRawBufferPointer {
            defer { start += count }
            return UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
        }
        module = next(layout.moduleCount)
        qualname = next(layout.qualnameCount)
        argTypes = next(layout.argTypesCount)
        returnType = layout.returnTypeCount.map(next)
        yieldType = layout.yieldTypeCount.map(next)
    }

    /// Whether all parts of both rows have the same bytes.
    func hasSameBytes(as other: BorrowedRow) -> Bool {
        argTypes.hasSameBytes(as: other.argTypes)
            && qualname.hasSameBytes(as: other.qualname)
            && module.hasSameBytes(as: other.module)
            && Self.haveSameBytes(returnType, other.returnType)
            && Self.haveSameBytes(yieldType, other.yieldType)
    }

    private static func haveSameBytes(_ left: UnsafeRawBufferPointer?, _ right: UnsafeRawBufferPointer?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.hasSameBytes(as: right)
    }
}
