import CallTraces
import GRDB

/// An open database that has MonkeyType's table.
struct OpenedDatabase {
    let writer: any DatabaseWriter
    let hasModuleIndex: Bool

    /// The size of a connection's page cache, in KiB.
    ///
    /// SQLite's default of 2,000 is too small for the index pages at which a few hundred modules begin, or for the rows of
    /// one large module, which would be read from the file each time.
    private static let cacheSize = 16_384

    /// Opens a database; creates the table and the index if they are missing and the file is writable.
    ///
    /// A file gets a pool, in which readers never wait. Everything else gets a single connection: a transient database has
    /// only one, and files that are read-only or have URI parameters are rare.
    init(_ connection: ConnectionString, patience: Duration) throws {
        let target = try connection.target()
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience / .seconds(1))
        // Runs before GRDB switches the file to write-ahead logging, so that another program's file stays untouched.
        configuration.prepareDatabase { db in
            guard try db.configuration.readonly || CallTraceTable.isSound(in: db) else {
                throw connection.foreignTableError()
            }
            try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheSize)")
        }
        // With write-ahead logging, GRDB sets `synchronous` to NORMAL: added traces survive the death of the process
        // (ADD-11). A power failure may lose the latest ones, but corrupts nothing. FULL would cost an fsync per `add`.
        switch target {
        case .transient, .readOnlyFile:
            writer = try DatabaseQueue(path: connection.string, configuration: configuration)
        case .fileWithParameters:
            configuration.journalMode = .wal
            writer = try DatabaseQueue(path: connection.string, configuration: configuration)
        case .file(let path):
            writer = try DatabasePool(path: path, configuration: configuration)
        }
        let isComplete = try writer.read { db in
            try (table: CallTraceTable.exists(in: db), index: CallTraceTable.hasModuleIndex(in: db))
        }
        if case .readOnlyFile = target {
            guard isComplete.table else { throw connection.missingTableError() }
            hasModuleIndex = isComplete.index
            return
        }
        hasModuleIndex = true
        guard !isComplete.table || !isComplete.index else { return }
        try writer.write { db in
            try CallTraceTable.create(in: db)
            // Another program may have created a different table in the meantime.
            guard try CallTraceTable.isSound(in: db) else { throw connection.foreignTableError() }
        }
    }
}
