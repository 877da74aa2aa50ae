import CallTraces
import GRDB

/// Writes batches to the table: appends new rows, and moves to the end those that are stored already.
///
/// It is ahead of the table after a failed or rolled-back write. Discard it then, and start with a new one.
struct BatchWriter: Sendable {
    private let hasher: RowHasher
    private var known: KnownRows

    /// The row with the highest rowid, if there is one, or `nil` before the table was first read; every row up to it is
    /// known.
    private var newest: (rowID: Int64, row: CallTraceRow?)?

    init(_ hasher: RowHasher, known: KnownRows = KnownRows()) {
        self.hasher = hasher
        self.known = known
    }

    /// Reads the table for the first time, which can take long: call it before the transaction that writes.
    mutating func load(from db: Database) throws {
        guard newest == nil else { return }
        // One transaction for everything that goes to the temporary table.
        try db.inTransaction(.deferred) {
            try readAll(in: db)
            return .commit
        }
    }

    /// Writes the rows of a batch after all others, within a transaction.
    ///
    /// A moved row goes to the end too, so a rowid that was once the highest is never reused.
    ///
    /// - Returns: The rows that are too long for SQLite, which are left out.
    mutating func write(_ batch: EncodedBatch, in db: Database) throws -> [CallTraceRow] {
        try catchUp(in: db)
        let writer = try RowWriter(db)
        defer { writer.finish() }
        var isReloaded = false
        var tooLong: [CallTraceRow] = []
        var last = (rowID: newest?.rowID ?? 0, position: nil as Int?)
        for position in batch.rows.indices {
            let (row, hash) = batch.rows[position]
            let rowID = last.rowID &+ 1
            guard rowID > 0 else { throw DatabaseError(resultCode: .SQLITE_FULL) }
            do {
                try write(row, hash, at: rowID, writer, db, &isReloaded)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_TOOBIG {
                tooLong.append(row)
                continue
            }
            try known.insert(rowID, for: hash, in: db)
            last = (rowID, position)
        }
        if let position = last.position { newest = (last.rowID, batch.rows[position].row) }
        return tooLong
    }

    private mutating func write(
        _ row: CallTraceRow,
        _ hash: Int,
        at rowID: Int64,
        _ writer: RowWriter,
        _ db: Database,
        _ isReloaded: inout Bool
    ) throws {
        var hint = try known.rowID(for: hash, in: db)
        if let hint, try writer.move(row, from: hint, to: rowID) { return }
        if hint != nil, !isReloaded {
            // Another program has changed rows; most likely, more than one.
            try readAll(in: db)
            isReloaded = true
            hint = try known.rowID(for: hash, in: db)
            if let hint, try writer.move(row, from: hint, to: rowID) { return }
        }
        // What is left is a row that has the same hash as a newer one.
        if hint != nil, try writer.moveNewest(row, to: rowID) { return }
        try writer.insert(row, at: rowID)
    }

    /// Removes duplicates of newer rows from a part of the table, within a transaction.
    ///
    /// The part has so many rows, from the one with the rowid `start` on.
    ///
    /// - Returns: How many rows were removed, and where the next part starts, if there is one.
    /// - Throws: `DatabaseError`.
    mutating func collapse(from start: Int64, count: Int, in db: Database) throws -> (removed: Int, next: Int64?) {
        try catchUp(in: db)
        var older: [(rowID: Int64, newer: Int64)] = []
        var next: Int64?
        var remaining = count
        let rows = try CallTraceTable.rows(from: start, in: db)
        while next == nil, let (rowID, row) = try rows.next() {
            if remaining == 0 { next = rowID }
            remaining -= 1
            if let newer = try known.rowID(for: hasher.hash(row), in: db), newer != rowID, next == nil {
                older.append((rowID, newer))
            }
        }
        let removal = try db.cachedStatement(sql: CallTraceTable.removal)
        var removed = 0
        for (rowID, newer) in older {
            try removal.execute(arguments: [rowID, newer])
            removed += db.changesCount
        }
        return (removed, next)
    }

    /// Reads what other connections have added since the last write.
    private mutating func catchUp(in db: Database) throws {
        guard let newest else { return try readAll(in: db) }
        let rows = try CallTraceTable.rows(from: newest.rowID, in: db)
        if newest.rowID > 0 {
            // Otherwise, rows were deleted, renumbered, or restored from a copy, so rows may be stored that are not known.
            guard let (rowID, row) = try rows.next(), rowID == newest.rowID,
                CallTraceRow(repairing: row) == newest.row
            else { return try readAll(in: db) }
        }
        try enter(rows, in: db)
    }

    private mutating func readAll(in db: Database) throws {
        known.removeAll()
        newest = (0, nil)
        try enter(CallTraceTable.rows(from: .min, in: db), in: db)
    }

    private mutating func enter(_ rows: consuming StoredRows, in db: Database) throws {
        var last: Int64?
        while let (rowID, row) = try rows.next() {
            try known.insert(rowID, for: hasher.hash(row), in: db)
            last = rowID
        }
        guard let last else { return }
        let newestRow = try CallTraceTable.rows(from: last, in: db).next().map { CallTraceRow(repairing: $0.row) }
        newest = (max(last, 0), newestRow)
    }
}
