import CallTraces
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

extension BorrowedRow {
    /// The current row of a query.
    ///
    /// SQLite converts the value of every column to text. NULL becomes the empty text in a column that MonkeyType always
    /// fills; it does not decode. A return or yield type of NULL and one of the text `null` mean the same and both become
    /// `nil`, so that such rows are identical.
    fileprivate init(stored statement: Statement) {
        func type(at index: CInt) -> UnsafeRawBufferPointer? {
            guard sqlite3_column_type(statement.sqliteStatement, index) != SQLITE_NULL else { return nil }
            let text = statement.text(at: index)
            return text.hasBytes(of: "null") ? nil : text
        }
        self.init(
            module: statement.text(at: 1),
            qualname: statement.text(at: 2),
            argTypes: statement.text(at: 3),
            returnType: type(at: 4),
            yieldType: type(at: 5)
        )
    }
}
