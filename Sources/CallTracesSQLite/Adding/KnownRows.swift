import CallTraces
import GRDB

/// Where the rows that a handle lately stored or met stand, so that a row that is added again can be moved.
///
/// It may be wrong: rows are known by their hash alone, and other connections change the file. So a move checks the
/// content and, where that is not found, the row is inserted; `filter` collapses what is stored twice then. What was not
/// used for longest is forgotten first.
struct KnownRows: Sendable {
    /// How many rows and modules are known at most; the usual number takes about 50 MB.
    private let capacity: Int

    /// Rowids by the hash of the row.
    ///
    /// A module whose rows were loaded stands among them by its own hash: it is forgotten like them, and loaded anew.
    private var recent = HashIndex()
    private var older = HashIndex()

    /// The rowid up to which every row of a loaded module has been met.
    private var horizon: Int64?

    init(capacity: Int = 1 << 20) {
        self.capacity = capacity
    }

    private func rowID(of hash: Int) -> Int64? {
        recent[hash] ?? older[hash]
    }

    private mutating func set(_ rowID: Int64, for hash: Int) {
        recent.update(rowID, for: hash)
        guard recent.count >= capacity / 2 else { return }
        swap(&recent, &older)
        recent.removeAll()
    }

    /// Gets to know the rows of modules; as it may take long, this comes before the transaction.
    mutating func load(_ modules: Set<ExactString>, from db: Database) throws {
        if horizon == nil { horizon = try CallTraceTable.newestRowID(in: db) }
        for module in modules where rowID(of: module.quickHash) == nil {
            try load(module.string, from: db)
        }
        // Last, so that modules in use are not forgotten however many rows were loaded.
        for module in modules {
            set(.min, for: module.quickHash)
        }
    }

    private mutating func load(_ module: String, from db: Database) throws {
        let rows = try CallTraceTable.rows(of: module, in: db)
        var remaining = capacity / 2
        while remaining > 0, let (rowID, row) = try rows.next() {
            let hash = row.hash
            // Of identical rows the newest, which comes first, is the one to move.
            if self.rowID(of: hash) == nil { set(rowID, for: hash) }
            remaining -= 1
        }
    }

    /// Gets to know what other connections have added since; within the transaction, so that nothing comes after it.
    mutating func catchUp(_ modules: Set<ExactString>, from db: Database) throws {
        let newest = try CallTraceTable.newestRowID(in: db)
        guard let horizon, newest >= horizon else {
            // Rows were deleted, or numbered anew: nothing that is known need hold.
            self = KnownRows(capacity: capacity)
            return try load(modules, from: db)
        }
        guard newest > horizon else { return }
        let rows = try CallTraceTable.rows(after: max(horizon, newest - Int64(capacity / 2)), in: db)
        while let (rowID, row) = try rows.next() {
            set(rowID, for: row.hash)
        }
        self.horizon = newest
    }

    /// Stores the rows of a batch behind all others, moving those that stand in the table already.
    ///
    /// As a moved row goes to the end too, no rowid that was ever the highest is given again.
    mutating func store(_ batch: Batch, in db: Database) throws {
        let writer = try RowWriter(db)
        var rowID = horizon ?? 0
        defer { writer.finish() }
        for row in batch.rows {
            guard rowID < .max else { throw DatabaseError(resultCode: .SQLITE_FULL) }
            rowID += 1
            try batch.withLent(row) { lent in
                let isMoved = try self.rowID(of: row.hash).map { try writer.move(lent, from: $0, to: rowID) } ?? false
                if !isMoved { try writer.insert(lent, at: rowID) }
            }
            set(rowID, for: row.hash)
        }
        horizon = rowID
    }
}

extension ExactString {
    fileprivate var quickHash: Int {
        var hash = ByteHash()
        hash.combine(string)
        return hash.value
    }
}
