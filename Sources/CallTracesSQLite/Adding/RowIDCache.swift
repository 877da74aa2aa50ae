import CallTraces

/// The rowids of rows that were recently added or read, so that a row added again can be moved.
///
/// Entries are hints: hashes collide, and other connections write. Compare the content of a row before moving it.
///
/// The cache also remembers the modules whose rows were loaded. When it is full, it evicts what has gone unused longest.
struct RowIDCache: Sendable {
    /// How many rows and modules the cache holds at most; the default takes about 35 MB.
    let capacity: Int

    /// Rowids by the hash of the row; a module has an entry by its own hash, so that it is evicted like the rows.
    private var recent: [Int: Int64] = [:]
    private var older: [Int: Int64] = [:]

    init(capacity: Int = 1 << 20) {
        self.capacity = capacity
    }

    /// The rowid of the row with a hash, if the cache holds one.
    subscript(hash: Int) -> Int64? {
        recent[hash] ?? older[hash]
    }

    /// Whether the rows of a module have been loaded.
    func contains(module: ExactString) -> Bool {
        self[module.quickHash] != nil
    }

    /// Stores the rowid of a row, replacing the one stored for the same hash.
    mutating func insert(_ rowID: Int64, for hash: Int) {
        recent[hash] = rowID
        guard recent.count >= capacity / 2 else { return }
        swap(&recent, &older)
        recent.removeAll(keepingCapacity: true)
    }

    /// Records that the rows of a module have been loaded.
    mutating func insert(module: ExactString) {
        insert(.min, for: module.quickHash)
    }

    /// Removes everything, but keeps the capacity.
    mutating func removeAll() {
        self = RowIDCache(capacity: capacity)
    }
}

extension ExactString {
    fileprivate var quickHash: Int {
        var hash = ByteHash()
        hash.combine(string)
        return hash.value
    }
}
