import Foundation
import GRDB
import GRDBSQLite

extension Database {
    /// Runs a closure in a transaction that has the lock for writing from the start.
    func inImmediateTransaction<Value>(_ body: () throws -> Value) throws -> Value {
        try beginTransaction(.immediate)
        do {
            let value = try body()
            try commit()
            return value
        } catch {
            // SQLite may have rolled back by itself.
            if isInsideTransaction { try rollback() }
            throw error
        }
    }

    /// Throws if the file was deleted, replaced, or emptied, so that nobody else would see what is written to it.
    func checkFileIsInPlace() throws {
        guard let sqliteConnection, let path = sqlite3_db_filename(sqliteConnection, "main"), path.pointee != 0
        else { return }
        var hasMoved: CInt = 0
        sqlite3_file_control(sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        guard hasMoved == 0 else { throw DatabaseError(resultCode: .SQLITE_READONLY_DBMOVED) }
        // A database that uses a write-ahead log has at least a page in its file. SQLite may have that page in memory.
        var status = stat()
        guard stat(path, &status) != 0 || status.st_size > 0 else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    }

    /// Moves what is in the write-ahead log into the file, as far as other connections allow.
    func moveLogIntoFile() {
        // GRDB would ask even when the connection is closed, which SQLite does not survive.
        guard sqliteConnection != nil, (try? checkFileIsInPlace()) != nil else { return }
        // Passively, which leaves the log as long as it is: GRDB writes to a database whose log is empty when it opens it,
        // and would wait for other writers.
        _ = try? checkpoint(.passive)
    }
}
