import CallTraces
import GRDB

extension CallTraceError {
    /// The error for an operation that SQLite refused.
    ///
    /// The cause keeps SQLite's code and message, but not the statement with its arguments: they are the stored JSON.
    init(_ code: Code, _ error: DatabaseError, module: String? = nil) {
        self.init(
            code,
            Self.explanation(error.resultCode),
            module: module,
            cause: DatabaseError(resultCode: error.extendedResultCode, message: error.message)
        )
    }

    /// What a result code means for a store, and what to do about it.
    static func explanation(_ code: ResultCode) -> String {
        switch code {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            """
            another connection kept the database locked for more than \
            \(SQLiteAccess.patience.components.seconds) seconds; end its transaction and try again
            """
        case .SQLITE_READONLY, .SQLITE_PERM:
            "the database is read-only; open it without mode=ro, or allow this program to write file and folder"
        case .SQLITE_FULL:
            "the disk, or the table's range of rowids, is full; make room, or copy the rows to a new database"
        case .SQLITE_IOERR:
            """
            the file could not be read or written; make room or lift the limit on the size of files, check the disk, \
            and that its folder allows shared memory
            """
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            "the database is damaged; restore it from a copy, or name another file"
        case .SQLITE_TOOBIG:
            "a text is longer than SQLite allows; leave the trace out"
        default:
            "SQLite answers \"\(code)\"; check that the table \(CallTraceTable.name) is as it was when the store was opened"
        }
    }
}
