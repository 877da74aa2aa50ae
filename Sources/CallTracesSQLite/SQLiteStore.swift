public import CallTraces
import GRDB
import Synchronization

/// A store that keeps its traces in an SQLite database, in the same table as MonkeyType.
///
/// MonkeyType can read and write the same file at the same time. Adding a trace again makes its row the newest instead of
/// inserting another one; duplicate rows that MonkeyType wrote stay in the file and are returned as one trace.
///
/// ```swift
/// let store = try await SQLiteStore.makeStore(connectionString: "monkeytype.sqlite3")
/// try await store.add([CallTrace(module: "shop.cart", qualname: "Cart.total")])
/// for thunk in try await store.filter(module: "shop.cart", qualnamePrefix: "Cart.") {
///     print(try thunk.toTrace().qualname)
/// }
/// ```
///
/// Source: MonkeyType, "Storing call traces", SQLiteStore: "It stores call traces in a SQLite database in a local file."
public final class SQLiteStore: CallTraceStore {
    private let database: any DatabaseWriter
    private let listModulesSQL: String
    private let patience: Duration
    private let batchWriter = Mutex(BatchWriter())

    private init(_ opened: OpenedDatabase, patience: Duration) {
        self.patience = patience
        database = opened.writer
        listModulesSQL = opened.hasModuleIndex ? CallTraceTable.modulesByIndex : CallTraceTable.modulesByScan
    }

    /// Opens a database; creates it, and MonkeyType's table in it, if they are missing.
    ///
    /// "The connection_string argument will be passed straight through" to SQLite. It is a path, taken literally;
    /// `:memory:` or the empty string, for a database that is gone with the store; or a URI such as
    /// `file:traces.db?mode=ro`. A file is switched to write-ahead logging, so that readers and a writer do not block each
    /// other.
    ///
    /// - Parameter connectionString: The path or URI of the database.
    /// - Returns: A store that is ready to use.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotOpen`` if SQLite cannot open the database, if
    ///   another program keeps it locked, or if its table of that name is not MonkeyType's; the file is left unchanged.
    ///   `CancellationError` if the task is canceled while it waits for a lock.
    public static func makeStore(connectionString: String) async throws -> SQLiteStore {
        try await makeStore(connectionString: connectionString, patience: SQLiteAccess.patience)
    }

    /// Opens a database; opening and every operation of the store wait for locks as long as `patience`.
    static func makeStore(connectionString: String, patience: Duration) async throws -> SQLiteStore {
        let connection = try ConnectionString(connectionString)
        return try await SQLiteAccess.perform(connection.setUpError, patience: patience) {
            let opened = try await SQLiteAccess.offloaded { try OpenedDatabase(connection, patience: patience) }
            return SQLiteStore(opened, patience: patience)
        }
    }

    /// Stores traces in one transaction, "encoded via CallTraceRow"; logs and skips those that cannot be serialized.
    ///
    /// A trace that is stored already becomes the newest.
    ///
    /// - Parameter traces: The traces, oldest first; the sequence is consumed exactly once (ADD-5).
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotAdd`` if the database is read-only, full, or
    ///   damaged, or if another program keeps it locked. `CancellationError` if the task is canceled before the
    ///   transaction ends. In either case, nothing is stored (ADD-10).
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let batch = EncodedBatch(traces)
        guard !batch.isEmpty else { return }
        try await SQLiteAccess.perform({ CallTraceError(.cannotAdd, $0) }, patience: patience) {
            try await database.writeWithoutTransaction { db in
                // Taken out while in use, so that after a failure the next call starts with a new one.
                var writer = batchWriter.withLock { writer in
                    defer { writer = BatchWriter() }
                    return writer
                }
                try writer.load(batch.modules, from: db)
                try db.inTransaction(.immediate) {
                    try writer.write(batch, in: db)
                    return .commit
                }
                batchWriter.withLock { $0 = writer }
            }
        }
    }

    /// Returns the newest traces of a module, newest first, in the order of their insertion.
    ///
    /// "Query up to limit call traces from the SQLite database for a given module and optional qualname_prefix, returning
    /// each as a CallTraceRow instance."
    ///
    /// - Parameters:
    ///   - module: The module, matched whole, by bytes (FILTER-1).
    ///   - qualnamePrefix: The first bytes of the qualname; no character in it is a wildcard (FILTER-2).
    ///   - limit: The maximum number of traces, after duplicates are collapsed (FILTER-5).
    /// - Returns: The rows, which do not depend on the store (FILTER-12).
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/negativeLimit``, or
    ///   ``CallTraceError/Code/cannotRead`` if the database is damaged or another program keeps it locked.
    ///   `CancellationError` if the task is canceled.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return try await SQLiteAccess.perform({ CallTraceError(.cannotRead, $0, module: module) }, patience: patience) {
            try await database.read { db in
                try CallTraceTable.newestRows(
                    of: module,
                    qualnamePrefix: qualnamePrefix ?? "",
                    limit: limit,
                    in: db
                )
            }
        }
    }

    /// Lists the modules that have a trace; like MonkeyType, it ignores rows without a module.
    ///
    /// - Returns: Every module once, compared by bytes (LIST-4).
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotRead`` if the database is damaged or another
    ///   program keeps it locked. `CancellationError` if the task is canceled.
    public func listModules() async throws -> [String] {
        try await SQLiteAccess.perform({ CallTraceError(.cannotRead, $0) }, patience: patience) {
            try await database.read { [listModulesSQL] db in
                try StoredText.fetchAll(db.cachedStatement(sql: listModulesSQL)).map(\.string)
            }
        }
    }
}
