public import CallTraces
import GRDB
import Logging
import Synchronization

/// A store that keeps its traces in an SQLite database, in the same table as MonkeyType.
///
/// MonkeyType can read and write the same file at the same time. Adding a trace again makes its row the newest instead of
/// inserting another one; duplicate rows that MonkeyType wrote are returned as one trace, and stay in the file until
/// ``collapseDuplicates()``.
///
/// ```swift
/// let store = try await SQLiteStore.makeStore(connectionString: "monkeytype.sqlite3")
/// try await store.add([CallTrace(module: "shop.cart", qualname: "Cart.total")])
/// for thunk in try await store.filter(module: "shop.cart", qualnamePrefix: "Cart.") {
///     print(try thunk.toTrace().qualname)
/// }
/// try await store.close()
/// ```
///
/// The latest traces may be in the file that ends in `-wal`. To copy or replace the database, first ``close()`` every
/// store and end every other program that uses it; to back it up while it is in use, run SQLite's `VACUUM INTO`.
///
/// Source: MonkeyType, "Storing call traces", SQLiteStore: "It stores call traces in a SQLite database in a local file."
public final class SQLiteStore: CallTraceStore {
    /// The database, or `nil` once the store is closed.
    private let database: Mutex<(any DatabaseWriter)?>
    private let patience: Duration
    private let hasher: RowHasher
    private let batchWriter: Mutex<BatchWriter>
    /// Only for a database whose file can be written.
    private let checkpoint: RestingCheckpoint?

    private init(_ opened: OpenedDatabase, patience: Duration, rest: Duration, hasher: RowHasher) {
        self.patience = patience
        self.hasher = hasher
        database = Mutex(opened.writer)
        batchWriter = Mutex(BatchWriter(hasher))
        checkpoint = opened.hasLog ? RestingCheckpoint(after: rest) : nil
        OpenDatabases.insert(opened.writer)
        // Opening may have created the table.
        checkpoint?.noteWriting(to: opened.writer)
    }

    deinit {
        if let database = database.withLock(\.self) { OpenDatabases.remove(database) }
    }

    /// Opens a database; creates it, and MonkeyType's table in it, if they are missing.
    ///
    /// "The connection_string argument will be passed straight through" to SQLite. It is a path, taken literally;
    /// `:memory:` or the empty string, for a database that is gone with the store; or a URI such as
    /// `file:traces.db?mode=ro`. A file is switched to write-ahead logging, so that readers and a writer do not block each
    /// other. An index on the modules is added, unless MonkeyType has filled the file with more than a million rows: the
    /// index would keep its programs from writing for seconds. Until ``collapseDuplicates()``, queries of such a file read
    /// all of it.
    ///
    /// - Parameter connectionString: The path or URI of the database.
    /// - Returns: A store that is ready to use.
    /// - Throws: ``/CallTraces/CallTraceError`` with code `cannotOpen` if SQLite cannot open the database, if
    ///   another program keeps it locked for a minute, or if its table of that name is not MonkeyType's; the file is left
    ///   unchanged. `CancellationError` if the task is canceled.
    public static func makeStore(connectionString: String) async throws -> SQLiteStore {
        try await makeStore(connectionString: connectionString, rest: RestingCheckpoint.rest)
    }

    /// Opens a database, with what only tests change.
    ///
    /// - Parameters:
    ///   - connectionString: The path or URI of the database.
    ///   - patience: How long opening and every operation of the store wait for locks.
    ///   - rest: How long the store is at rest before it moves the log into the file.
    ///   - hasher: Hashes the rows.
    /// - Returns: A store that is ready to use.
    /// - Throws: The errors of ``makeStore(connectionString:)``.
    static func makeStore(
        connectionString: String,
        patience: Duration = SQLiteAccess.patience,
        rest: Duration = RestingCheckpoint.rest,
        hasher: RowHasher = RowHasher()
    ) async throws -> SQLiteStore {
        let connection = try ConnectionString(connectionString)
        return try await SQLiteAccess.perform(connection.setUpError, patience: patience) {
            let opened = try await SQLiteAccess.offloaded { try OpenedDatabase(connection) }
            try Task.checkCancellation()
            return SQLiteStore(opened, patience: patience, rest: rest, hasher: hasher)
        }
    }

    /// Stores traces in one transaction, "encoded via CallTraceRow"; logs and skips those that cannot be serialized.
    ///
    /// A trace that is stored already becomes the newest. The first call reads the table, to know what is stored.
    ///
    /// - Parameter traces: The traces, oldest first; the sequence is consumed exactly once (ADD-5). One that is longer than
    ///   SQLite allows, which is a billion bytes, is logged and skipped like one that cannot be serialized (ADD-6).
    /// - Throws: ``/CallTraces/CallTraceError`` with code `cannotAdd` if the database is read-only, full, or
    ///   damaged, if its file was deleted or replaced, if another program keeps it locked for a minute, or if the store is
    ///   closed. `CancellationError` if the task is canceled before the transaction ends. In either case, nothing is stored
    ///   (ADD-10).
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let batch = try await Self.encode(traces, hasher)
        guard !batch.rows.isEmpty else { return try await access(.cannotAdd) { _ in } }
        let tooLong = try await write { try $0.write(batch, in: $1) }
        for row in tooLong {
            Logger.current.error(
                "A call trace is longer than SQLite allows and is left out",
                metadata: ["module": "\(row.module)", "qualname": "\(row.qualname)"]
            )
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
    /// - Throws: ``/CallTraces/CallTraceError`` with code `negativeLimit`, or
    ///   `cannotRead` if the database is damaged, its file was deleted or replaced, another program
    ///   keeps it locked, or the store is closed. `CancellationError` if the task is canceled.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return try await read(module: module) { [hasher] db in
            try CallTraceTable.newestRows(
                of: module,
                qualnamePrefix: qualnamePrefix ?? "",
                limit: limit,
                hasher,
                in: db
            )
        }
    }

    /// Lists the modules that have a trace; like MonkeyType, it ignores rows without a module.
    ///
    /// - Returns: Every module once, compared by bytes (LIST-4).
    /// - Throws: ``/CallTraces/CallTraceError`` with code `cannotRead` if the database is damaged, its file was
    ///   deleted or replaced, another program keeps it locked, or the store is closed. `CancellationError` if the task is
    ///   canceled.
    public func listModules() async throws -> [String] {
        try await read { try CallTraceTable.moduleNames(in: $0) }
    }

    /// Removes the duplicates that MonkeyType wrote, after which queries are as fast as if it had written none.
    ///
    /// MonkeyType adds a row for every call. This keeps the newest row of each trace, so the same traces are found in the
    /// same order, here and by MonkeyType. Other programs may use the file meanwhile: the rows are removed in many short
    /// transactions, with pauses as long as they took. At the end, the index on the modules is added if it is missing, which
    /// locks the file for about two seconds for every million traces.
    ///
    /// The file does not shrink, but is filled again before it grows; SQLite's `VACUUM` shrinks it while nobody else uses
    /// it.
    ///
    /// - Returns: How many rows were removed.
    /// - Throws: The errors of ``add(_:)``; rows that were removed before stay removed, and the next call goes on.
    @discardableResult
    public func collapseDuplicates() async throws -> Int {
        var removed = 0
        var start: Int64? = .min
        while let position = start {
            let began = ContinuousClock.now
            let part = try await write { try $0.collapse(from: position, count: 10_000, in: $1) }
            removed += part.removed
            start = part.next
            if start != nil { try await Task.sleep(for: began.duration(to: .now)) }
        }
        try await write { try CallTraceTable.create(in: $1) }
        return removed
    }

    /// Closes the database, and moves what is in its write-ahead log into its file if no other program has it open.
    ///
    /// Calls that are under way end first; later ones throw, except for this one, which does nothing. A store closes by
    /// itself when the program ends, and when its last reference is gone, unless its log is being moved just then: then
    /// right after.
    ///
    /// - Throws: ``/CallTraces/CallTraceError`` with code `cannotAdd` if SQLite cannot close the database.
    public func close() async throws {
        let open = database.withLock { database in
            defer { database = nil }
            return database
        }
        guard let open else { return }
        OpenDatabases.remove(open)
        try await SQLiteAccess.perform({ CallTraceError(.cannotAdd, $0) }, patience: patience) {
            try await SQLiteAccess.offloaded { try open.checkpointAndClose() }
        }
    }
}

extension SQLiteStore {
    /// Encodes traces on no actor, as their caller's would be busy with a large batch.
    @concurrent
    private static func encode(
        _ traces: some Sequence<CallTrace> & Sendable,
        _ hasher: RowHasher
    ) async throws -> EncodedBatch {
        try EncodedBatch(traces, hasher)
    }

    private func read<Value: Sendable>(
        module: String? = nil,
        _ operation: @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await access(.cannotRead, module: module) { database in
            try await database.read { db in
                try db.checkFileIsInPlace()
                return try operation(db)
            }
        }
    }

    /// Runs an operation in a transaction that writes.
    private func write<Value: Sendable>(
        _ operation: @Sendable (inout BatchWriter, Database) throws -> Value
    ) async throws -> Value {
        try await access(.cannotAdd) { database in
            let value = try await database.writeWithoutTransaction { db in
                // Taken out while in use, and left out if the transaction fails, as it is ahead of the table then.
                var writer = batchWriter.withLock { writer in
                    defer { writer = BatchWriter(hasher) }
                    return writer
                }
                var isAhead = false
                defer { if !isAhead { batchWriter.withLock { $0 = writer } } }
                try writer.load(from: db)
                let value = try db.inImmediateTransaction {
                    try db.checkFileIsInPlace()
                    isAhead = true
                    return try operation(&writer, db)
                }
                isAhead = false
                return value
            }
            checkpoint?.noteWriting(to: database)
            return value
        }
    }

    /// Runs an operation on the open database, and again while another program keeps it locked.
    private func access<Value>(
        _ code: CallTraceError.Code,
        module: String? = nil,
        _ operation: (any DatabaseWriter) async throws -> Value
    ) async throws -> Value {
        try await SQLiteAccess.perform({ CallTraceError(code, $0, module: module) }, patience: patience) {
            guard let database = database.withLock(\.self) else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
            return try await operation(database)
        }
    }
}
