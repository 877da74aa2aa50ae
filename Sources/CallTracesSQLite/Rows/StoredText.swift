import GRDB
import GRDBSQLite

/// The text of a column, by its length: GRDB's own `String` ends at the first NUL.
///
/// Whatever stands in the column becomes text, as SQLite converts it; bytes that are no UTF-8 are replaced.
struct StoredText: StatementColumnConvertible {
    let string: String

    init(sqliteStatement: SQLiteStatement, index: CInt) {
        // In this order: asking for the text may convert the value, and with it the number of bytes.
        let start = sqlite3_column_text(sqliteStatement, index)
        let count = Int(sqlite3_column_bytes(sqliteStatement, index))
        string = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private init(string: String) {
        self.string = string
    }
}

/// Lets GRDB's rows give out such values.
extension StoredText: DatabaseValueConvertible {
    var databaseValue: DatabaseValue {
        string.databaseValue
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> StoredText? {
        String.fromDatabaseValue(value).map(StoredText.init(string:))
    }
}
