import CallTraces
import GRDB
import GRDBSQLite

extension BorrowedRow {
    /// The current row of a query, borrowed until the next step.
    ///
    /// SQLite converts the value of every column to text. NULL becomes the empty text in a column that MonkeyType always
    /// fills; it does not decode. A return or yield type of NULL and one of the text `null` mean the same and both become
    /// `nil`, so that such rows are identical.
    init(stored statement: Statement) {
        module = statement.text(at: 1)
        qualname = statement.text(at: 2)
        argTypes = statement.text(at: 3)
        returnType = Self.type(statement, at: 4)
        yieldType = Self.type(statement, at: 5)
    }

    /// Whether the qualname, in the form in which ``CallTraceRow`` has it, starts with the bytes of a prefix.
    func hasQualname(prefix: String) -> Bool {
        var copy = prefix
        return copy.withUTF8 { qualname.hasBytePrefix(UnsafeRawBufferPointer($0)) }
            // Invalid UTF-8 is read as the replacement character, which a prefix may contain.
            || prefix.unicodeScalars.contains("\u{FFFD}")
                && String(decoding: qualname, as: UTF8.self).hasBytePrefix(prefix)
    }

    private static func type(_ statement: Statement, at index: CInt) -> UnsafeRawBufferPointer? {
        guard sqlite3_column_type(statement.sqliteStatement, index) != SQLITE_NULL else { return nil }
        let text = statement.text(at: index)
        return text.hasBytes(of: "null") ? nil : text
    }
}

extension CallTraceRow {
    /// Copies a row, repairing invalid UTF-8.
    ///
    /// - Parameters:
    ///   - row: The row to copy.
    ///   - other: A row that probably has the same module, whose text is shared then.
    init(_ row: BorrowedRow, like other: CallTraceRow?) {
        let module = other.flatMap { $0.module.hasBytes(row.module) ? $0.module : nil }
        self.init(
            module: module ?? String(decoding: row.module, as: UTF8.self),
            qualname: String(decoding: row.qualname, as: UTF8.self),
            argTypes: String(decoding: row.argTypes, as: UTF8.self),
            returnType: row.returnType.map { String(decoding: $0, as: UTF8.self) },
            yieldType: row.yieldType.map { String(decoding: $0, as: UTF8.self) }
        )
    }
}

extension String {
    /// Whether this text has the given bytes.
    func hasBytes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).hasSameBytes(as: bytes) }
            ?? utf8.elementsEqual(bytes)
    }
}
