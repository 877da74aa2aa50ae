import CallTraces

/// Hashes rows, with a seed that is random in every process, so that nobody can craft rows that collide.
///
/// Rows of one hash are still told apart by their bytes. Tests keep few bits of a hash to have such rows.
struct RowHasher: Sendable {
    /// The bits of a hash that count.
    var bits = -1

    func hash(_ row: CallTraceRow) -> Int {
        hash(row.hash)
    }

    /// The hash of a row, whether it is borrowed or not.
    func hash(_ row: BorrowedRow) -> Int {
        hash(row.hash)
    }

    @inline(__always)
    private func hash(_ feed: (inout Hasher) -> Void) -> Int {
        var hasher = Hasher()
        feed(&hasher)
        return hasher.finalize() & bits
    }
}
