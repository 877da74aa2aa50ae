import GRDB
import GRDBSQLite

/// Bound text is copied by SQLite, for it ends with the call that hands it over.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// Binding of text by its length, as GRDB's own arguments end at the first NUL, and quick execution.
///
/// A bound value stays for the executions that follow.
extension Statement {
    /// Makes every parameter NULL.
    func bindNothing() {
        setUncheckedArguments([])
    }

    /// Makes the statement ready for new values after an execution.
    func reset() {
        // The code is that of the last execution, which has been thrown already.
        sqlite3_reset(sqliteStatement)
    }

    /// Executes a statement that gives no rows, without what GRDB checks and observes each time.
    ///
    /// The end of a transaction that SQLite itself rolls back is noticed by GRDB with its next statement.
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
                        copied,
                        UInt8(SQLITE_UTF8)
                    )
                }
            } else {
                sqlite3_bind_null(sqliteStatement, index)
            }
        try check(code)
    }

    /// Binds text, or NULL for `nil`, that SQLite does not copy: it must stay until the execution has ended.
    @inline(__always)
    func bind(lent text: UnsafeRawBufferPointer?, at index: CInt) throws {
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
