import CallTraces

/// Recently encoded traces and the positions of their rows in a batch, so that a recurring trace is encoded once.
///
/// The cache is direct-mapped, which bounds its memory: of two traces with the same slot, the later one evicts the other.
struct EncodedTraceCache {
    /// How many slots there are at most: 16, quadrupled a few times.
    static let capacity = 16_384

    /// The hashes have an array of their own, as a lookup that misses needs nothing else.
    private var hashes = [0]
    private var entries: [(trace: CallTrace, row: Int)?] = [nil]
    private var count = 0

    /// The position of the row of an equal trace, if the cache holds one.
    func row(of trace: CallTrace, hash: Int) -> Int? {
        let slot = hash & (hashes.count - 1)
        guard hashes[slot] == hash, let entry = entries[slot], entry.trace == trace else { return nil }
        return entry.row
    }

    /// Stores the position of the row of a trace.
    mutating func insert(_ row: Int, for trace: CallTrace, hash: Int) {
        if count * 2 >= entries.count, entries.count < Self.capacity { grow() }
        store((trace, row), hash)
    }

    private mutating func store(_ entry: (trace: CallTrace, row: Int), _ hash: Int) {
        let slot = hash & (hashes.count - 1)
        if entries[slot] == nil { count += 1 }
        hashes[slot] = hash
        entries[slot] = entry
    }

    private mutating func grow() {
        let old = zip(hashes, entries)
        let size = max(16, entries.count * 4)
        (hashes, entries) = (Array(repeating: 0, count: size), Array(repeating: nil, count: size))
        count = 0
        for case (let hash, let entry?) in old { store(entry, hash) }
    }
}
