import GRDB
import GRDBSQLite

/// Bound text is copied by SQLite, for it ends with the call that hands it over.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// Binding of text by its length: GRDB's own arguments end at the first NUL.
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
