/// The five parts of a row, as bytes that are borrowed.
package struct BorrowedRow {
    package let module: UnsafeRawBufferPointer
    package let qualname: UnsafeRawBufferPointer
    package let argTypes: UnsafeRawBufferPointer
    package let returnType: UnsafeRawBufferPointer?
    package let yieldType: UnsafeRawBufferPointer?

    package init(
        module: UnsafeRawBufferPointer,
        qualname: UnsafeRawBufferPointer,
        argTypes: UnsafeRawBufferPointer,
        returnType: UnsafeRawBufferPointer?,
        yieldType: UnsafeRawBufferPointer?
    ) {
        self.module = module
        self.qualname = qualname
        self.argTypes = argTypes
        self.returnType = returnType
        self.yieldType = yieldType
    }

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
}

extension BorrowedRow {
    /// Hashes the bytes of all parts, as ``CallTraceRow`` does.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(module)
        hasher.combine(qualname)
        hasher.combine(argTypes)
        hasher.combine(returnType)
        hasher.combine(yieldType)
    }
}

extension Hasher {
    /// Adds bytes and their count, so that moving a byte from one part to the next changes the hash.
    @inline(__always)
    fileprivate mutating func combine(_ bytes: UnsafeRawBufferPointer?) {
        combine(bytes?.count ?? -1)
        if let bytes { combine(bytes: bytes) }
    }
}

extension RowLayout {
    init(_ row: BorrowedRow) {
        moduleCount = row.module.count
        qualnameCount = row.qualname.count
        argTypesCount = row.argTypes.count
        returnTypeCount = row.returnType?.count
        yieldTypeCount = row.yieldType?.count
    }
}
