import GRDB
import GRDBSQLite

/// The text of a column, read by its length, as GRDB's own `String` ends at the first NUL.
///
/// SQLite converts other values to text. Invalid UTF-8 is repaired.
struct StoredText: StatementColumnConvertible {
    let string: String

    init(sqliteStatement: SQLiteStatement, index: CInt) {
        // In this order, as asking for the text may convert the value and change its length.
        let start = sqlite3_column_text(sqliteStatement, index)
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        string = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private init(string: String) {
        self.string = string
    }
}

/// Lets `fetchAll` return such values.
extension StoredText: DatabaseValueConvertible {
    var databaseValue: DatabaseValue {
        string.databaseValue
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
        String.fromDatabaseValue(value).map(StoredText.init(string:))
    }
}
