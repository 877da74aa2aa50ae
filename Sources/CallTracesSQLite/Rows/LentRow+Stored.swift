import CallTraces
import GRDB
import GRDBSQLite

extension LentRow {
    /// The columns of the row at which a query for rows stands, lent until its next step.
    ///
    /// Whatever stands in a column becomes text, as SQLite converts it, and NULL where MonkeyType wants text the empty
    /// text, which does not decode. Of NULL and the text `null`, which mean the same return or yield type, only the first
    /// is left, so that such rows are identical.
    init(stored statement: SQLiteStatement) {
        module = Self.text(statement, at: 1)
        qualname = Self.text(statement, at: 2)
        argTypes = Self.text(statement, at: 3)
        returnType = Self.type(statement, at: 4)
        yieldType = Self.type(statement, at: 5)
    }

    /// Whether the qualname, as ``CallTraceRow`` gives it, begins with the bytes of a prefix.
    func hasQualname(prefix: String) -> Bool {
        var copy = prefix
        return copy.withUTF8 { qualname.hasBytePrefix(UnsafeRawBufferPointer($0)) }
            // What stands for bytes that are no UTF-8 matches itself.
            || prefix.unicodeScalars.contains("\u{FFFD}")
                && String(decoding: qualname, as: UTF8.self).hasBytePrefix(prefix)
    }

    private static func text(_ statement: SQLiteStatement, at index: CInt) -> UnsafeRawBufferPointer {
        // In this order: asking for the text may convert the value, and with it the number of bytes.
        let start = sqlite3_column_text(statement, index)
        return UnsafeRawBufferPointer(
            start: start,
            count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, index))
        )
    }

    private static func type(_ statement: SQLiteStatement, at index: CInt) -> UnsafeRawBufferPointer? {
        guard sqlite3_column_type(statement, index) != SQLITE_NULL else { return nil }
        let text = text(statement, at: index)
        return text.hasBytes(of: "null") ? nil : text
    }
}

extension CallTraceRow {
    /// Copies a row; bytes that are no UTF-8 are replaced.
    init(_ row: LentRow) {
        self.init(
            module: String(decoding: row.module, as: UTF8.self),
            qualname: String(decoding: row.qualname, as: UTF8.self),
            argTypes: String(decoding: row.argTypes, as: UTF8.self),
            returnType: row.returnType.map { String(decoding: $0, as: UTF8.self) },
            yieldType: row.yieldType.map { String(decoding: $0, as: UTF8.self) }
        )
    }
}
