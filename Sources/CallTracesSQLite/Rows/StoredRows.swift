import GRDB
import GRDBSQLite

/// The rows that a query finds, borrowed one at a time.
struct StoredRows {
    private let statement: Statement
    private let cursor: RowCursor

    /// Starts a query that selects the rowid and the five parts.
    init(_ statement: Statement) throws {
        self.statement = statement
        cursor = try Row.fetchCursor(statement)
    }

    /// Advances to the next row, which is borrowed until the next call.
    func next() throws -> (rowID: Int64, row: BorrowedRow)? {
        guard try cursor.next() != nil else { return nil }
        return (sqlite3_column_int64(statement.sqliteStatement, 0), BorrowedRow(stored: statement.sqliteStatement))
    }
}
