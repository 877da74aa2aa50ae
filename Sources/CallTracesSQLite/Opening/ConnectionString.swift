import CallTraces
import GRDB
import GRDBSQLite

/// A connection string, and how SQLite interprets it.
struct ConnectionString: Sendable {
    /// What a connection string opens.
    enum Target {
        /// A database in memory, or a temporary one, which is gone when its connection closes.
        case transient
        /// A file that cannot be written.
        case readOnlyFile
        /// A file with URI parameters, which every connection to it needs.
        case fileWithParameters
        /// A file, by its absolute path, so that later connections find it even if the working directory has changed.
        case file(path: String)
    }

    let string: String

    init(_ string: String) throws {
        self.string = string
        guard !string.utf8.contains(0) else {
            throw CallTraceError(
                .cannotOpen,
                "the connection string contains a NUL byte, at which SQLite would truncate it; remove that byte"
            )
        }
    }

    /// Opens the database, asks SQLite what it is, and closes it again; a missing file is created, empty.
    ///
    /// SQLite has many rules for which strings are URIs, how to decode them, and what is in memory.
    func target() throws -> Target {
        var connection: SQLiteConnection?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(string, &connection, flags, nil)
        defer { sqlite3_close(connection) }
        guard code == SQLITE_OK else {
            throw refusal(ResultCode(rawValue: code), systemError: sqlite3_system_errno(connection))
        }
        guard let path = sqlite3_db_filename(connection, "main"), path.pointee != 0 else { return .transient }
        if sqlite3_db_readonly(connection, "main") == 1 { return .readOnlyFile }
        guard sqlite3_uri_key(path, 0) == nil, let path = String(validatingCString: path) else {
            return .fileWithParameters
        }
        return .file(path: path)
    }
}
