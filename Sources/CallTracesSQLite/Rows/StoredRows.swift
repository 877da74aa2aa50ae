import GRDB
import GRDBSQLite

/// The rows that a query finds, lent one after the other.
struct StoredRows {
    private let statement: Statement
    private let cursor: RowCursor

    /// Begins a query that selects the rowid and the five parts.
    init(_ statement: Statement) throws {
        self.statement = statement
        cursor = try Row.fetchCursor(statement)
    }

    /// The next row, lent until the one after it is asked for.
    func next() throws -> (rowID: Int64, row: LentRow)? {
        guard try cursor.next() != nil else { return nil }
        return (sqlite3_column_int64(statement.sqliteStatement, 0), LentRow(stored: statement.sqliteStatement))
    }
}
