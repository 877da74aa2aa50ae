public import CallTraces
import GRDB
import Synchronization

/// A store that keeps its traces in an SQLite database, in the very table that MonkeyType uses.
///
/// MonkeyType can read and write the same file at the same time. A trace that is added again moves to the newest place
/// instead of filling another row; copies that MonkeyType wrote stay in the file and are returned as one.
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

    /// Opens a database; creates it, and MonkeyType's table in it, where they are missing.
    ///
    /// "The connection_string argument will be passed straight through" to SQLite. It is a path, taken literally;
    /// `:memory:` or the empty string for a database that is gone with the store; or a URI such as
    /// `file:traces.db?mode=ro`. A file is switched to write-ahead logging, in which readers and a writer do not wait for
    /// each other.
    ///
    /// - Parameter connectionString: Names the database.
    /// - Returns: A store that is ready to use.
    /// - Throws: ``CallTraceError`` of code ``CallTraceError/Code/cannotOpen`` when SQLite cannot open the database, when
    ///   another program keeps it locked, or when its table of that name is not MonkeyType's; the file is left as it was
    ///   then. `CancellationError` when the task is cancelled while it waits for a lock.
    public static func makeStore(connectionString: String) async throws -> SQLiteStore {
        try await makeStore(connectionString: connectionString, patience: SQLiteAccess.patience)
    }

    /// Opens a database whose locks are waited for as long as `patience`, here and in every operation of the store.
    static func makeStore(connectionString: String, patience: Duration) async throws -> SQLiteStore {
        let connection = try ConnectionString(connectionString)
        return try await SQLiteAccess.perform(connection.setUpError, patience: patience) {
            let opened = try await SQLiteAccess.offloaded { try OpenedDatabase(connection, patience: patience) }
            return SQLiteStore(opened, patience: patience)
        }
    }

    /// Stores traces in one transaction, "encoded via CallTraceRow"; those that cannot be serialised are left out.
    ///
    /// A trace that is stored already becomes the newest.
    ///
    /// - Parameter traces: The traces, oldest first; taken from the sequence exactly once (ADD-5).
    /// - Throws: ``CallTraceError`` of code ``CallTraceError/Code/cannotAdd`` when the database is read-only, full or
    ///   damaged, or another program keeps it locked. `CancellationError` when the task is cancelled before the
    ///   transaction ends. Nothing is stored then (ADD-10).
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let batch = Batch(traces)
        guard !batch.isEmpty else { return }
        try await SQLiteAccess.perform({ CallTraceError(.cannotAdd, $0) }, patience: patience) {
            try await database.writeWithoutTransaction { db in
                // Taken out while it is used: after a failure, the next call starts with a new one.
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

    /// Finds the newest traces of a module, newest first, by the order of their insertion.
    ///
    /// "Query up to limit call traces from the SQLite database for a given module and optional qualname_prefix, returning
    /// each as a CallTraceRow instance."
    ///
    /// - Parameters:
    ///   - module: The module, matched whole, by bytes (FILTER-1).
    ///   - qualnamePrefix: The first bytes of the qualname; no character in it is a wildcard (FILTER-2).
    ///   - limit: How many traces at most, after identical ones are collapsed (FILTER-5).
    /// - Returns: The rows; they need the store no more (FILTER-12).
    /// - Throws: ``CallTraceError`` of code ``CallTraceError/Code/negativeLimit``, or
    ///   ``CallTraceError/Code/cannotRead`` when the database is damaged or another program keeps it locked.
    ///   `CancellationError` when the task is cancelled.
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

    /// Lists the modules that have a trace; as in MonkeyType, rows without a module count for none.
    ///
    /// - Returns: Every module once, by bytes (LIST-4).
    /// - Throws: ``CallTraceError`` of code ``CallTraceError/Code/cannotRead`` when the database is damaged or another
    ///   program keeps it locked. `CancellationError` when the task is cancelled.
    public func listModules() async throws -> [String] {
        try await SQLiteAccess.perform({ CallTraceError(.cannotRead, $0) }, patience: patience) {
            try await database.read { [listModulesSQL] db in
                try StoredText.fetchAll(db.cachedStatement(sql: listModulesSQL)).map(\.string)
            }
        }
    }
}
