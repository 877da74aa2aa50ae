import CallTraces
import Foundation
import GRDB

/// An open database that has MonkeyType's table.
struct OpenedDatabase {
    let writer: any DatabaseWriter
    /// Whether there is a file to which a write-ahead log belongs.
    let hasLog: Bool

    /// The size of a connection's page cache, in KiB.
    ///
    /// SQLite's default of 2,000 is too small for the index pages at which a few hundred modules begin, or for the rows of
    /// one large module, which would be read from the file each time.
    private static let cacheSize = 16_384

    /// The highest rowid of a table whose index is added without being asked for.
    ///
    /// Adding the index to a million rows takes about two seconds, and MonkeyType waits five for its turn to write.
    private static let quicklyIndexedRows: Int64 = 1_000_000

    /// Opens a database; creates the table and the index if they are missing and the file is writable.
    ///
    /// A file gets a pool, in which readers never wait. Everything else gets a single connection: a transient database has
    /// only one, and files that are read-only are rare.
    init(_ connection: ConnectionString) throws {
        let target = try connection.target()
        do {
            try self.init(connection, target)
        } catch {
            target.removeNewFile(after: error)
            throw error
        }
    }

    private init(_ connection: ConnectionString, _ target: ConnectionString.Target) throws {
        var configuration = Configuration()
        // Runs before GRDB switches the file to write-ahead logging, so that another program's file stays untouched.
        configuration.prepareDatabase { db in
            if !db.configuration.readonly {
                guard try CallTraceTable.isSound(in: db) else { throw connection.foreignTableError() }
                guard try CallTraceTable.canHaveModuleIndex(in: db) else { throw connection.foreignIndexError() }
            }
            try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheSize)")
        }
        // With write-ahead logging, GRDB sets `synchronous` to NORMAL: added traces survive the death of the process
        // (ADD-11). A power failure may lose the latest ones, but corrupts nothing. FULL would cost an fsync per `add`.
        switch target {
        case .transient, .readOnlyFile:
            writer = try DatabaseQueue(path: connection.string, configuration: configuration)
            hasLog = false
        case .file(let path, newPath: _):
            writer = try DatabasePool(path: path, configuration: configuration)
            hasLog = true
        }
        let hasTable = try writer.read(CallTraceTable.exists)
        if case .readOnlyFile = target {
            guard hasTable else { throw connection.missingTableError() }
            return
        }
        let isComplete = try writer.read { db in
            guard try hasTable && !CallTraceTable.hasModuleIndex(in: db) else { return hasTable }
            return try CallTraceTable.newestRowID(in: db) > Self.quicklyIndexedRows
        }
        guard !isComplete else { return }
        try writer.writeWithoutTransaction { db in
            try db.inImmediateTransaction {
                try CallTraceTable.create(in: db)
                // Another program may have created a different table in the meantime.
                guard try CallTraceTable.isSound(in: db) else { throw connection.foreignTableError() }
            }
        }
    }
}

extension ConnectionString.Target {
    /// Removes a file that was created for a database that then could not be opened, unless another program is about to.
    fileprivate func removeNewFile(after error: any Error) {
        guard case .file(_, let path?) = self, (error as? DatabaseError)?.isLockConflict != true else { return }
        var status = stat()
        if stat(path, &status) == 0, status.st_size == 0 { unlink(path) }
    }
}
