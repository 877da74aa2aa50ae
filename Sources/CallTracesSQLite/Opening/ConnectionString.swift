import CallTraces
import Foundation
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
        /// A file, by its absolute path or the URI of that, so that later connections find it even if the working
        /// directory has changed; and its path if it was missing before.
        case file(String, newPath: String?)
    }

    let string: String

    /// What follows the path of a URI, from the question mark on, or `nil` for a plain path.
    let parameters: String?

    init(_ string: String) throws {
        self.string = string
        let start = string.utf8.firstIndex(of: UInt8(ascii: "?")) ?? string.endIndex
        parameters = string.hasBytePrefix("file:") ? String(string[start...]) : nil
        guard !string.containsBytes(of: "\0"), parameters == nil || !String(string[..<start]).containsBytes(of: "%00")
        else {
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
        // At first without creating the file, to find out whether it is missing. A read-only file is asked about again: SQLite
        // also takes one for read-only that another program creates between its two attempts to open it.
        switch target(creating: false).target {
        case .transient: return .transient
        case .file(let path, let newPath): return .file(path, newPath: newPath)
        case .readOnlyFile, nil: break
        }
        let (target, code, systemError) = target(creating: true)
        guard let target else { throw refusal(ResultCode(rawValue: code), systemError: systemError) }
        return target
    }

    private func target(creating: Bool) -> (target: Target?, code: CInt, systemError: CInt) {
        var connection: SQLiteConnection?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | (creating ? SQLITE_OPEN_CREATE : 0)
        let code = sqlite3_open_v2(string, &connection, flags, nil)
        defer { sqlite3_close(connection) }
        guard code == SQLITE_OK else { return (nil, code, sqlite3_system_errno(connection)) }
        guard let path = sqlite3_db_filename(connection, "main"), path.pointee != 0 else {
            return (.transient, code, 0)
        }
        guard sqlite3_db_readonly(connection, "main") != 1 else { return (.readOnlyFile, code, 0) }
        let plainPath = String(validatingCString: path)
        let newPath = creating ? plainPath : nil
        if sqlite3_uri_key(path, 0) == nil, let plainPath { return (.file(plainPath, newPath: newPath), code, 0) }
        return (.file("file:\(Self.percentEncoded(path))\(parameters ?? "")", newPath: newPath), code, 0)
    }

    private static func percentEncoded(_ path: UnsafePointer<CChar>) -> String {
        var encoded = ""
        for byte in UnsafeBufferPointer(start: path, count: strlen(path)) {
            let digits = String(UInt8(bitPattern: byte), radix: 16)
            encoded += digits.count < 2 ? "%0\(digits)" : "%\(digits)"
        }
        return encoded
    }
}
