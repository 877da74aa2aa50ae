import CallTraces

/// Distinct rows, in the order in which they were inserted.
struct DistinctRows {
    private(set) var rows: [CallTraceRow] = []
    private var index = HashIndex()
    private let hasher: RowHasher

    init(_ hasher: RowHasher) {
        self.hasher = hasher
    }

    /// Copies a row, unless an identical one is there already; a duplicate is found without a copy.
    mutating func insert(_ borrowed: BorrowedRow) {
        let hash = hasher.hash(borrowed)
        guard index.first(hash, where: { rows[$0].hasBytes(of: borrowed) }) == nil else { return }
        let row = CallTraceRow(borrowed)
        if row.hasBytes(of: borrowed) {
            append(row, hash)
        } else {
            insertRepaired(row)
        }
    }

    /// Inserts a row whose bytes differ from the stored ones, as invalid UTF-8 was repaired.
    private mutating func insertRepaired(_ row: CallTraceRow) {
        let hash = row.withBorrowed(hasher.hash)
        guard index.first(hash, where: { rows[$0] == row }) == nil else { return }
        append(row, hash)
    }

    private mutating func append(_ row: CallTraceRow, _ hash: Int) {
        index.insert(rows.count, for: hash)
        rows.append(row)
    }
}

extension CallTraceRow {
    /// Calls a closure with the bytes of this row.
    fileprivate func withBorrowed<Result>(_ body: (BorrowedRow) -> Result) -> Result {
        var bytes: [UInt8] = []
        func append(_ part: String) -> Int {
            bytes.append(contentsOf: part.utf8)
            return part.utf8.count
        }
        var layout = RowLayout()
        layout.moduleCount = append(module)
        layout.qualnameCount = append(qualname)
        layout.argTypesCount = append(argTypes)
        layout.returnTypeCount = returnType.map(append)
        layout.yieldTypeCount = yieldType.map(append)
        return bytes.withUnsafeBytes { body(BorrowedRow($0, layout)) }
    }

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

extension String {
    fileprivate func hasBytes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).hasSameBytes(as: bytes) }
            ?? utf8.elementsEqual(bytes)
    }
}
