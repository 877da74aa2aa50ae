import GRDB

/// The rowids of stored rows, by the hashes of the rows.
///
/// Every row that was entered has its hash here, so a row whose hash is not here is not stored. A rowid is a hint: it is that
/// of the newest row with the hash, unless another program has changed the table.
///
/// Memory is bounded: beyond the capacity, entries go to a temporary table, which SQLite keeps in a file.
struct KnownRows: Sendable {
    private static let create = "CREATE TEMP TABLE IF NOT EXISTS known_rows (hash INTEGER PRIMARY KEY, row INTEGER)"
    private static let remove = "DELETE FROM temp.known_rows"
    private static let insertion = "INSERT OR REPLACE INTO temp.known_rows VALUES (?, ?)"
    private static let selection = "SELECT row FROM temp.known_rows WHERE hash = ?"

    /// How many rows are kept in memory at most; the default takes 16 MB.
    private let capacity: Int
    private var recent = HashIndex()
    private var hasTable = false

    init(capacity: Int = 1 << 19) {
        self.capacity = capacity
    }

    /// The rowid of the row with a hash, or `nil` if no row with that hash is stored.
    func rowID(for hash: Int, in db: Database) throws -> Int64? {
        if let rowID = recent[hash] { return Int64(rowID) }
        return hasTable ? try Int64.fetchOne(db.cachedStatement(sql: Self.selection), arguments: [hash]) : nil
    }

    mutating func removeAll() {
        self = KnownRows(capacity: capacity)
    }

    /// Enters a row, whose rowid replaces that of an older row with the same hash.
    mutating func insert(_ rowID: Int64, for hash: Int, in db: Database) throws {
        // Only other programs use negative rowids; such a row has a hint that does not find it.
        recent[hash] = Int(max(rowID, 0))
        if recent.count >= capacity { try moveToTable(in: db) }
    }

    private mutating func moveToTable(in db: Database) throws {
        if !hasTable {
            try db.execute(sql: "\(Self.create); \(Self.remove)")
            hasTable = true
        }
        let insertion = try db.cachedStatement(sql: Self.insertion)
        // In the order of the table, so that each of its pages is changed once.
        for (hash, rowID) in recent.sorted {
            try insertion.execute(arguments: [hash, rowID])
        }
        recent = HashIndex()
    }
}
