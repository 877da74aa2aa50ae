import CallTraces
import GRDB

/// A database that holds MonkeyType's table.
struct OpenedDatabase {
    let writer: any DatabaseWriter
    let hasModuleIndex: Bool

    /// How many KiB of pages a connection keeps at most, if it ever reads so many.
    ///
    /// SQLite's usual 2,000 are too few for the pages of the index at which some hundred modules begin, or for the rows
    /// of one large module: they would be read from the file each time.
    private static let cacheSize = 16_384

    /// Opens a database, and creates table and index where they are missing and the file can be written.
    ///
    /// A file gets a pool, in which readers wait for nobody. Everything else gets a single connection: a transient
    /// database has but one, and a file that is read-only or has URI parameters is rare enough.
    init(_ connection: ConnectionString, patience: Duration) throws {
        let target = try connection.target()
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience / .seconds(1))
        // Runs before GRDB switches the file to write-ahead logging, so that a foreign file stays untouched.
        configuration.prepareDatabase { db in
            guard try db.configuration.readonly || CallTraceTable.isSound(in: db) else {
                throw connection.foreignTableError()
            }
            try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheSize)")
        }
        // GRDB sets `synchronous` to NORMAL along with write-ahead logging: what was added survives the end of the
        // process (ADD-11); a power cut may cost the last additions but damages nothing. FULL would cost an fsync an add.
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
            // Another program may have been faster, with a table of its own.
            guard try CallTraceTable.isSound(in: db) else { throw connection.foreignTableError() }
        }
    }
}
