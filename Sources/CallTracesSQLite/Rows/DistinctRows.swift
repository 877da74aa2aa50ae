import CallTraces

/// Rows in the order in which they were found, each once.
struct DistinctRows {
    private(set) var rows: [CallTraceRow] = []
    private var index = HashIndex()

    /// Adds a copy of a row, unless an identical one was added before; that is found without a copy.
    mutating func insert(_ lent: LentRow) {
        let hash = lent.hash
        guard index.first(hash, where: { rows[Int($0)].hasBytes(of: lent) }) == nil else { return }
        let row = CallTraceRow(lent)
        if row.hasBytes(of: lent) {
            append(row, hash)
        } else {
            insertReplaced(row)
        }
    }

    /// Adds a row that has other bytes than what is stored, as those that are no UTF-8 were replaced.
    private mutating func insertReplaced(_ row: CallTraceRow) {
        let hash = row.withLent(\.hash)
        guard index.first(hash, where: { rows[Int($0)] == row }) == nil else { return }
        append(row, hash)
    }

    private mutating func append(_ row: CallTraceRow, _ hash: Int) {
        index.insert(Int64(rows.count), for: hash)
        rows.append(row)
    }
}

extension CallTraceRow {
    /// Lends the bytes of this row.
    fileprivate func withLent<Result>(_ body: (LentRow) -> Result) -> Result {
        var bytes: [UInt8] = []
        func append(_ part: String) -> Int {
            bytes.append(contentsOf: part.utf8)
            return part.utf8.count
        }
        var parts = RowParts()
        parts.moduleCount = append(module)
        parts.qualnameCount = append(qualname)
        parts.argTypesCount = append(argTypes)
        parts.returnTypeCount = returnType.map(append)
        parts.yieldTypeCount = yieldType.map(append)
        return bytes.withUnsafeBytes { body(LentRow($0, parts)) }
    }

    fileprivate func hasBytes(of lent: LentRow) -> Bool {
        argTypes.hasBytes(lent.argTypes)
            && qualname.hasBytes(lent.qualname)
            && module.hasBytes(lent.module)
            && Self.type(returnType, hasBytes: lent.returnType)
            && Self.type(yieldType, hasBytes: lent.yieldType)
    }

    private static func type(_ type: String?, hasBytes bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let type, let bytes else { return type == nil && bytes == nil }
        return type.hasBytes(bytes)
    }
}

extension String {
    fileprivate func hasBytes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).hasSameBytes(as: bytes) }
            ?? utf8.elementsEqual(bytes)
    }
}
