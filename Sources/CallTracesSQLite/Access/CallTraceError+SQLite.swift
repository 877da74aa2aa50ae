import CallTraces
import GRDB

extension CallTraceError {
    /// Creates the error for an operation that failed in SQLite.
    ///
    /// The cause has SQLite's code and message, but not the statement's arguments, which are the stored JSON.
    init(_ code: Code, _ error: DatabaseError, module: String? = nil) {
        self.init(
            code,
            Self.explanation(error.extendedResultCode),
            module: module,
            cause: DatabaseError(resultCode: error.extendedResultCode, message: error.message)
        )
    }

    /// What a result code means to the user of a store, and what to do about it.
    static func explanation(_ code: ResultCode) -> String {
        switch code {
        case .SQLITE_READONLY_DBMOVED:
            "the file was deleted or replaced while the store was open; open the store again"
        default:
            explanation(primary: code.primaryResultCode)
        }
    }

    private static func explanation(primary code: ResultCode) -> String {
        switch code {
        case .SQLITE_MISUSE:
            "the store is closed; open it again with makeStore"
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            """
            another connection kept the database locked for more than \
            \(SQLiteAccess.patience.components.seconds) seconds; end its transaction and try again
            """
        case .SQLITE_READONLY, .SQLITE_PERM:
            "the database is read-only; open it without mode=ro, or let this program write to the file and its folder"
        case .SQLITE_CANTOPEN:
            """
            a file that belongs to the database, or a temporary file, cannot be opened; check the permissions of its folder \
            and of the one in TMPDIR, and how many files this program has open
            """
        case .SQLITE_FULL:
            "the disk is full, or the table has run out of rowids; make room, or copy the rows to a new database"
        case .SQLITE_IOERR:
            """
            the file could not be read or written; make room or raise the file size limit, check the disk, and make sure \
            that its folder allows shared memory
            """
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            "the database is damaged; restore it from a backup, or name another file"
        case .SQLITE_TOOBIG:
            "a text is longer than SQLite allows; leave that trace out"
        default:
            "SQLite reports \"\(code)\"; check that the table \(CallTraceTable.name) has not changed since the store was opened"
        }
    }
}
