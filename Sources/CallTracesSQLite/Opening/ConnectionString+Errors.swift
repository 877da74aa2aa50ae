import CallTraces
import Foundation
import GRDB

/// Errors for databases that cannot be opened.
///
/// They omit SQLite's own messages, which quote a URI's authority and so may reveal a password (MAKE-8).
extension ConnectionString {
    /// The error for a connection string that SQLite rejects.
    ///
    /// - Parameters:
    ///   - code: SQLite's result code.
    ///   - systemError: The `errno` of the failed system call, or 0.
    /// - Returns: An error that says what is wrong and what to do.
    func refusal(_ code: ResultCode, systemError: CInt) -> CallTraceError {
        switch (code, systemError) {
        case (_, EISDIR):
            error("it is a folder; name a file in it", code)
        case (_, ENOENT) where parameters?.containsBytes(of: "mode=") == true:
            error("it does not exist; create it first, or remove the parameter mode=", code)
        case (_, ENOENT), (_, ENOTDIR):
            error("its folder does not exist; create the folder first", code)
        case (_, EMFILE), (_, ENFILE):
            tooManyFilesError(code)
        case (.SQLITE_CANTOPEN, _):
            error("\(String(cString: strerror(systemError))); name a file that this program may read and write", code)
        default:
            error("SQLite does not understand this URI; write file:path?parameter=value, or a plain path", code)
        }
    }

    /// The error for a database that SQLite opened but GRDB could not set up.
    func setUpError(_ error: DatabaseError) -> CallTraceError {
        switch error.resultCode {
        case .SQLITE_CANTOPEN where Self.isShortOfDescriptors, .SQLITE_IOERR where Self.isShortOfDescriptors:
            tooManyFilesError(error.extendedResultCode)
        case .SQLITE_CANTOPEN:
            self.error(
                "its write-ahead log cannot be opened; check the permissions of its folder",
                error.extendedResultCode
            )
        case .SQLITE_NOTADB:
            self.error("the file is not an SQLite database; name another file", error.extendedResultCode)
        case .SQLITE_ERROR:
            self.error(
                "SQLite cannot keep a write-ahead log for it; name a file on a local disk",
                error.extendedResultCode
            )
        default:
            self.error(CallTraceError.explanation(error.extendedResultCode), error.extendedResultCode)
        }
    }

    /// The error for a table, view, or index that has the table's name but is not MonkeyType's table.
    func foreignTableError() -> CallTraceError {
        error(
            "its \(CallTraceTable.name) is not MonkeyType's table of six text columns; rename it, or name another file"
        )
    }

    /// The error for a read-only database without the table.
    func missingTableError() -> CallTraceError {
        error("it is read-only and has no table \(CallTraceTable.name); open it for writing once to create the table")
    }

    /// The error for a database whose table is MonkeyType's, while something else has the name of its index.
    func foreignIndexError() -> CallTraceError {
        error(
            "it has no index \(CallTraceTable.moduleIndex), but something else of that name; rename it, or name another file"
        )
    }

    private func tooManyFilesError(_ code: ResultCode) -> CallTraceError {
        error("this program has too many files open; close some, or raise the limit (ulimit -n)", code)
    }

    /// Whether there are not enough file descriptors to open a database, which SQLite does not tell.
    private static var isShortOfDescriptors: Bool {
        // The connections for writing and for the first query take five together.
        let descriptors = (0..<8).map { _ in open("/dev/null", O_RDONLY) }
        for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
        return descriptors.contains { $0 < 0 }
    }

    private func error(_ reason: String, _ code: ResultCode? = nil) -> CallTraceError {
        // A string with a colon may be a URI with a password, so it is not shown.
        let mayHoldPassword = string.utf8.contains(UInt8(ascii: ":"))
        return CallTraceError(
            .cannotOpen,
            "the database\(mayHoldPassword ? "" : " \(string.debugDescription)") cannot be opened: \(reason)",
            // Only the code, as the message or the SQL could quote the connection string.
            cause: code.map { DatabaseError(resultCode: $0) }
        )
    }
}
