import GRDB
import GRDBSQLite

/// SQLite's `SQLITE_TRANSIENT`: the text is valid only during the call, so SQLite copies it.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// Binding and reading of text by its length, as GRDB's own ends at the first NUL, and faster execution.
///
/// Bindings persist across executions.
extension Statement {
    /// Binds NULL to every parameter.
    func bindNothing() {
        setUncheckedArguments([])
    }

    /// Prepares the statement for the next execution.
    func reset() {
        // The result repeats that of the last execution, which was thrown already.
        sqlite3_reset(sqliteStatement)
    }

    /// Advances to the next row, bypassing GRDB's checks and observers.
    ///
    /// If SQLite rolls the transaction back by itself, GRDB notices with its next statement.
    ///
    /// - Returns: Whether there is a row.
    /// - Throws: `DatabaseError` with SQLite's code and message.
    @inline(__always)
    @discardableResult
    func step() throws -> Bool {
        switch sqlite3_step(sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let connection = sqlite3_db_handle(sqliteStatement)
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: String(cString: sqlite3_errmsg(connection))
            )
        }
    }

    /// The text of a column of the current row; SQLite converts other values to text.
    func text(at index: CInt) -> UnsafeRawBufferPointer {
        // In this order, as asking for the text may convert the value and change its length.
        let start = sqlite3_column_text(sqliteStatement, index)
        return UnsafeRawBufferPointer(
            start: start,
            count: start == nil ? 0 : Int(sqlite3_column_bytes(sqliteStatement, index))
        )
    }

    /// Binds a copy of a text.
    func bind(copying text: some Sequence<UInt8>, at index: CInt) throws {
        // With a NUL, which is not counted, as SQLite would bind NULL for an empty array without an address.
        let code = (Array(text) + [0]).withUnsafeBytes { bytes in
            sqlite3_bind_text64(
                sqliteStatement,
                index,
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                UInt64(bytes.count - 1),
                transient,
                UInt8(SQLITE_UTF8)
            )
        }
        try check(code)
    }

    /// Binds text, or NULL for `nil`, without a copy: the bytes must stay valid until the execution has ended.
    @inline(__always)
    func bind(borrowing text: UnsafeRawBufferPointer?, at index: CInt) throws {
        let code =
            if let text {
                sqlite3_bind_text64(
                    sqliteStatement,
                    index,
                    text.baseAddress?.assumingMemoryBound(to: CChar.self),
                    UInt64(text.count),
                    nil,
                    UInt8(SQLITE_UTF8)
                )
            } else {
                sqlite3_bind_null(sqliteStatement, index)
            }
        try check(code)
    }

    /// Binds a rowid.
    func bind(_ rowID: Int64, at index: CInt) throws {
        try check(sqlite3_bind_int64(sqliteStatement, index, rowID))
    }

    private func check(_ code: CInt) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
