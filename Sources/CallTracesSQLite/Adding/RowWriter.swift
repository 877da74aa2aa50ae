import CallTraces
import Foundation
import GRDB

/// Writes rows within one transaction, all with the same creation time.
struct RowWriter {
    /// How many rows are written between two checks for cancellation, which are GRDB's.
    private static let rowsPerCheck: Int64 = 256

    private let db: Database
    private let insertion: Statement
    private let move: Statement
    private let moveNewest: Statement

    init(_ db: Database) throws {
        self.db = db
        insertion = try db.cachedStatement(sql: CallTraceTable.insertion)
        move = try db.cachedStatement(sql: CallTraceTable.move)
        moveNewest = try db.cachedStatement(sql: CallTraceTable.moveNewest)
        let createdAt = Self.createdAt(Date())
        for statement in [insertion, move, moveNewest] {
            statement.bindNothing()
            try statement.bind(copying: createdAt.utf8, at: 1)
        }
    }

    /// Releases the last row, whose bytes are borrowed only while it is written.
    func finish() {
        for statement in [insertion, move, moveNewest] {
            statement.reset()
            statement.bindNothing()
        }
    }

    /// Inserts a row.
    func insert(_ row: CallTraceRow, at rowID: Int64) throws {
        insertion.reset()
        try execute(insertion, row, rowID)
    }

    /// Changes the rowid of a stored row, provided that its content is that of `row`.
    ///
    /// - Returns: Whether the row was moved.
    func move(_ row: CallTraceRow, from oldRowID: Int64, to rowID: Int64) throws -> Bool {
        move.reset()
        try move.bind(oldRowID, at: 8)
        try execute(move, row, rowID)
        return db.changesCount > 0
    }

    /// Changes the rowid of the newest stored row whose content is that of `row`, which it searches for in the module.
    ///
    /// - Returns: Whether there was such a row.
    func moveNewest(_ row: CallTraceRow, to rowID: Int64) throws -> Bool {
        moveNewest.reset()
        try execute(moveNewest, row, rowID)
        return db.changesCount > 0
    }

    private func execute(_ statement: Statement, _ row: CallTraceRow, _ rowID: Int64) throws {
        try row.withParts { parts in
            try statement.bind(rowID, at: 2)
            try statement.bind(borrowing: parts.module, at: 3)
            try statement.bind(borrowing: parts.qualname, at: 4)
            try statement.bind(borrowing: parts.argTypes, at: 5)
            try statement.bind(borrowing: parts.returnType, at: 6)
            try statement.bind(borrowing: parts.yieldType, at: 7)
            if rowID.isMultiple(of: Self.rowsPerCheck) {
                try statement.execute()
            } else {
                try statement.step()
            }
        }
    }

    /// A date in the format of Python's `datetime.now()`, which MonkeyType stores: local time, with microseconds.
    static func createdAt(_ date: Date) -> String {
        let microseconds = Int64((date.timeIntervalSince1970 * 1e6).rounded(.down))
        var seconds = time_t(microseconds / 1_000_000)
        var part = tm()
        localtime_r(&seconds, &part)
        let day = String(format: "%04d-%02d-%02d", part.tm_year + 1_900, part.tm_mon + 1, part.tm_mday)
        let time = String(format: "%02d:%02d:%02d", part.tm_hour, part.tm_min, part.tm_sec)
        return "\(day) \(time).\(String(format: "%06d", Int32(microseconds % 1_000_000)))"
    }
}
