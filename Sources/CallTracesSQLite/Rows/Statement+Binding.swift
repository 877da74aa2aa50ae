import GRDB
import GRDBSQLite

/// SQLite's `SQLITE_TRANSIENT`: the text is valid only during the call, so SQLite copies it.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// Binding of text by its length, as GRDB's own arguments end at the first NUL, and faster execution.
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

    /// Executes a statement that returns no rows, bypassing GRDB's checks and observers.
    ///
    /// If SQLite rolls the transaction back by itself, GRDB notices with its next statement.
    ///
    /// - Throws: `DatabaseError` with SQLite's code and message.
    @inline(__always)
    func executeUnchecked() throws {
        guard sqlite3_step(sqliteStatement) != SQLITE_DONE else { return }
        let connection = sqlite3_db_handle(sqliteStatement)
        throw DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection))
        )
    }

    /// Binds text, or NULL for `nil`.
    func bind(_ text: String?, at index: CInt) throws {
        let code =
            if let text {
                text.withCString {
                    sqlite3_bind_text64(
                        sqliteStatement,
                        index,
                        $0,
                        UInt64(text.utf8.count),
                        transient,
                        UInt8(SQLITE_UTF8)
                    )
                }
            } else {
                sqlite3_bind_null(sqliteStatement, index)
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
