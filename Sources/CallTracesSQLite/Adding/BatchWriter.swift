import CallTraces
import GRDB

/// Writes batches to the table: appends new rows, and moves to the end those that are stored already.
///
/// It is ahead of the table after a failed or rolled-back write. Discard it then, and start with a new one.
struct BatchWriter: Sendable {
    private var cache: RowIDCache

    /// The rowid up to which the cache has seen every row of a loaded module, or `nil` before the first load.
    private var horizon: Int64?

    init(cache: RowIDCache = RowIDCache()) {
        self.cache = cache
    }

    /// Loads the rowids of modules that the cache does not hold yet.
    ///
    /// That can take long. Call it before the transaction, so that it does not keep the database locked.
    mutating func load(_ modules: Set<ExactString>, from db: Database) throws {
        if horizon == nil { horizon = try CallTraceTable.newestRowID(in: db) }
        for module in modules where !cache.contains(module: module) {
            try load(module.string, from: db)
        }
        // Last, so that loading many rows does not evict the modules in use.
        for module in modules {
            cache.insert(module: module)
        }
    }

    private mutating func load(_ module: String, from db: Database) throws {
        let rows = try CallTraceTable.rows(of: module, in: db)
        var remaining = cache.capacity / 2
        while remaining > 0, let (rowID, row) = try rows.next() {
            let hash = row.hash
            // The newest of identical rows comes first, and is the one to move.
            if cache[hash] == nil { cache.insert(rowID, for: hash) }
            remaining -= 1
        }
    }

    /// Writes the rows of a batch after all others, within a transaction.
    ///
    /// A moved row goes to the end too, so a rowid that was once the highest is never reused.
    mutating func write(_ batch: EncodedBatch, in db: Database) throws {
        try catchUp(batch.modules, in: db)
        let writer = try RowWriter(db)
        defer { writer.finish() }
        var rowID = horizon ?? 0
        for row in batch.rows {
            guard rowID < .max else { throw DatabaseError(resultCode: .SQLITE_FULL) }
            rowID += 1
            try batch.withBorrowed(row) { borrowed in
                let isMoved = try cache[row.hash].map { try writer.move(borrowed, from: $0, to: rowID) } ?? false
                if !isMoved { try writer.insert(borrowed, at: rowID) }
            }
            cache.insert(rowID, for: row.hash)
        }
        horizon = rowID
    }

    /// Reads what other connections have added since the last write or load.
    private mutating func catchUp(_ modules: Set<ExactString>, in db: Database) throws {
        let newest = try CallTraceTable.newestRowID(in: db)
        guard let horizon, newest >= horizon else {
            // Rows were deleted or renumbered, so no entry can be relied on.
            cache.removeAll()
            horizon = nil
            return try load(modules, from: db)
        }
        guard newest > horizon else { return }
        let rows = try CallTraceTable.rows(after: max(horizon, newest - Int64(cache.capacity / 2)), in: db)
        while let (rowID, row) = try rows.next() {
            cache.insert(rowID, for: row.hash)
        }
        self.horizon = newest
    }
}
