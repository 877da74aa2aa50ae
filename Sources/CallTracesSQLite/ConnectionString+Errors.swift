import CallTraces
import Foundation
import GRDB

/// What to say when a database cannot be opened.
///
/// SQLite's own messages are left out: they quote a URI's authority, which may hold a password (MAKE-8).
extension ConnectionString {
    /// The database, named by its path; a string with a colon may be a URI with a password and is not shown.
    private var database: String {
        string.utf8.contains(UInt8(ascii: ":")) || string.isEmpty
            ? "the database" : "the database \(string.debugDescription)"
    }

    func openingError(_ error: DatabaseError) -> CallTraceError {
        openingError(error, systemError: 0)
    }

    /// The error for a database that SQLite does not open.
    ///
    /// - Parameters:
    ///   - error: What SQLite or GRDB says.
    ///   - systemError: The `errno` of the failed system call, 0 if there was none.
    /// - Returns: An error that says what to do, without the connection string where that may hold a password.
    func openingError(_ error: DatabaseError, systemError: CInt) -> CallTraceError {
        CallTraceError(
            .cannotOpen,
            "\(database) cannot be opened: \(reason(error.resultCode, systemError: systemError))",
            // The code alone: message and SQL could quote the connection string.
            cause: DatabaseError(resultCode: error.extendedResultCode)
        )
    }

    func foreignTableError() -> CallTraceError {
        CallTraceError(
            .cannotOpen,
            """
            \(database) has a \(CallTraceTable.name) that is not MonkeyType's table of six text columns; \
            rename it, or name another database
            """
        )
    }

    func missingTableError() -> CallTraceError {
        CallTraceError(
            .cannotOpen,
            "\(database) is read-only and has no table \(CallTraceTable.name); open it writable once to create the table"
        )
    }

    private func reason(_ code: ResultCode, systemError: CInt) -> String {
        switch (code, systemError) {
        case (_, EISDIR):
            "it is a folder; name a file in it"
        case (_, ENOENT), (_, ENOTDIR):
            "its folder does not exist; create the folder first"
        case (.SQLITE_CANTOPEN, let systemError) where systemError != 0:
            "\(String(cString: strerror(systemError))); name a file that this program may create, read and write"
        case (.SQLITE_CANTOPEN, _):
            "a file beside it cannot be created or read; check the permissions of its folder"
        case (.SQLITE_NOTADB, _):
            "the file is not an SQLite database; name another file"
        case (.SQLITE_ERROR, 0):
            "SQLite does not take the connection string for a URI; write file:path?parameter=value or a plain path"
        default:
            CallTraceError.explanation(code)
        }
    }
}
