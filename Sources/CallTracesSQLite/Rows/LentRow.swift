import CallTraces

/// The five parts of a row as bytes, valid only within the closure or step that lends them.
struct LentRow {
    let module: UnsafeRawBufferPointer
    let qualname: UnsafeRawBufferPointer
    let argTypes: UnsafeRawBufferPointer
    let returnType: UnsafeRawBufferPointer?
    let yieldType: UnsafeRawBufferPointer?

    /// Takes apart a row whose parts stand one after the other.
    init(_ bytes: UnsafeRawBufferPointer, _ parts: RowParts) {
        var start = 0
        func next(_ count: Int) -> UnsafeRawBufferPointer {
            defer { start += count }
            return UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
        }
        module = next(parts.moduleCount)
        qualname = next(parts.qualnameCount)
        argTypes = next(parts.argTypesCount)
        returnType = parts.returnTypeCount.map(next)
        yieldType = parts.yieldTypeCount.map(next)
    }

    /// The hash of the bytes.
    var hash: Int {
        var hash = ByteHash()
        hash.combine(module)
        hash.combine(qualname)
        hash.combine(argTypes)
        hash.combine(returnType)
        hash.combine(yieldType)
        return hash.value
    }

    /// Whether all parts have the bytes of another row's.
    func hasSameBytes(as other: LentRow) -> Bool {
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

extension ByteHash {
    fileprivate mutating func combine(_ bytes: UnsafeRawBufferPointer?) {
        guard let bytes else { return combine(-1) }
        combine(bytes)
    }
}
