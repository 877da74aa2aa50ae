import CallTraces

/// Distinct rows, in the order in which they were inserted.
struct DistinctRows {
    private(set) var rows: [CallTraceRow] = []
    private var index = HashIndex()
    private let hasher: RowHasher

    /// The rows once more, as soon as invalid UTF-8 was repaired: then rows of different bytes may have become identical.
    private var repaired: Set<CallTraceRow>?

    init(_ hasher: RowHasher) {
        self.hasher = hasher
    }

    /// Copies a row, unless an identical one is there already; a duplicate is found without a copy.
    mutating func insert(_ borrowed: BorrowedRow) {
        let hash = hasher.hash(borrowed)
        guard index.first(hash, where: { rows[$0].hasBytes(of: borrowed) }) == nil else { return }
        let row = CallTraceRow(borrowed, like: rows.last)
        if repaired == nil, !row.hasBytes(of: borrowed) { repaired = Set(rows) }
        guard repaired?.insert(row).inserted ?? true else { return }
        index.insert(rows.count, for: hash)
        rows.append(row)
    }
}

extension CallTraceRow {
    fileprivate func hasBytes(of borrowed: BorrowedRow) -> Bool {
        argTypes.hasBytes(borrowed.argTypes)
            && qualname.hasBytes(borrowed.qualname)
            && module.hasBytes(borrowed.module)
            && Self.type(returnType, hasBytes: borrowed.returnType)
            && Self.type(yieldType, hasBytes: borrowed.yieldType)
    }

    private static func type(_ type: String?, hasBytes bytes: UnsafeRawBufferPointer?) -> Bool {
        guard let type, let bytes else { return type == nil && bytes == nil }
        return type.hasBytes(bytes)
    }
}
