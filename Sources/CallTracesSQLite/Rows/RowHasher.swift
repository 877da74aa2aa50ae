import CallTraces

/// Hashes rows, with a seed that is random in every process, so that nobody can craft rows that collide.
///
/// Rows of one hash are still told apart by their bytes. Tests keep few bits of a hash to have such rows.
struct RowHasher: Sendable {
    /// The bits of a hash that count.
    var bits = -1

    /// A hash of all parts of a row.
    func hash(_ row: BorrowedRow) -> Int {
        var hasher = Hasher()
        hasher.combine(row.module)
        hasher.combine(row.qualname)
        hasher.combine(row.argTypes)
        hasher.combine(row.returnType)
        hasher.combine(row.yieldType)
        return hasher.finalize() & bits
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
