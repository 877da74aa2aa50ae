import CallTraces

/// Distinct rows, in the order in which they were inserted.
struct DistinctRows: Sendable {
    private(set) var rows: [CallTraceRow] = []
    private(set) var hashes: [Int] = []
    private var index = HashIndex()
    private let hasher: RowHasher

    init(_ hasher: RowHasher) {
        self.hasher = hasher
    }

    /// Inserts a row, unless an identical one is there already.
    ///
    /// - Returns: The position of the identical row, or `nil`.
    @discardableResult
    mutating func insert(_ row: CallTraceRow) -> Int? {
        let hash = hasher.hash(row)
        if let position = index.first(hash, where: { rows[$0] == row }) { return position }
        index.insert(rows.count, for: hash)
        rows.append(row)
        hashes.append(hash)
        return nil
    }
}
