import GRDB
import GRDBSQLite

/// The rows that a query finds, borrowed one at a time.
struct StoredRows: ~Copyable {
    private let statement: Statement

    /// Starts a query that selects the rowid and the five parts, or the module alone.
    init(_ statement: Statement, bind: (Statement) throws -> Void = { _ in }) throws {
        self.statement = statement
        statement.bindNothing()
        try bind(statement)
    }

    deinit {
        // Otherwise the statement would keep what it reads in the log.
        statement.reset()
    }

    /// Advances to the next row, which is borrowed until the next call.
    func next() throws -> (rowID: Int64, row: BorrowedRow)? {
        guard try statement.step() else { return nil }
        return (sqlite3_column_int64(statement.sqliteStatement, 0), BorrowedRow(stored: statement))
    }

    /// Advances to the next row and copies its first column, which is a text.
    func nextText() throws -> [UInt8]? {
        guard try statement.step() else { return nil }
        return Array(statement.text(at: 0))
    }
}
