public import CallTraces

/// A store that keeps its traces on a MariaDB or MySQL server, or on every node of a Galera cluster.
///
/// Several stores share a database: what follows the database in the connection string is the name of the store. The
/// user needs the privileges to create tables, and to select, insert, and update.
///
/// ```swift
/// let store = try await MySQLStore.makeStore(connectionString: "mysql://john:pass@localhost:3306/my_db/checkout")
/// try await store.add([CallTrace(module: "shop.cart", qualname: "Cart.total")])
/// ```
///
/// An identical trace is stored once, at the recency of the latest. A store serializes its adds on a counter, which gives
/// traces their order; stores of different names have different counters.
public final class MySQLStore: CallTraceStore {
    private let pool: ConnectionPool
    private let id: Int

    private init(pool: ConnectionPool, id: Int) {
        self.pool = pool
        self.id = id
    }

    /// Opens a store; creates the tables if the database has none.
    ///
    /// - Parameter connectionString: `mysql://user:password@host:port/database/name`. There may be several hosts, separated by
    ///   commas, all of which must have the same data: each store begins with another one, and moves on to the next when it
    ///   fails. User and password are percent-decoded. The name is taken byte for byte, and may be left out.
    /// - Returns: A store that is ready to use.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotOpen`` if no host can be reached, the server refuses
    ///   the user, or the database does not exist. `CancellationError` if the task is canceled.
    public static func makeStore(connectionString: String) async throws -> MySQLStore {
        try await makeStore(connectionString: connectionString, options: ConnectionOptions())
    }

    package static func makeStore(connectionString: String, options: ConnectionOptions) async throws -> MySQLStore {
        let connectionString = try ConnectionString(connectionString)
        let pool = ConnectionPool(to: connectionString, options: options)
        let id = try await pool.perform(.cannotOpen) { session in
            try session.openStore(named: connectionString.name)
        }
        return MySQLStore(pool: pool, id: id)
    }

    /// Stores traces in one transaction; logs and skips those that cannot be serialized.
    ///
    /// The transaction is run again when it loses against another one, or when its connection is lost. If the lost
    /// transaction was committed after all, its traces are stored once, and are the newest again.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotAdd``. Nothing is stored, unless a connection was
    ///   lost during the commit and no server has answered for half a minute since. `CancellationError` if the task is canceled
    ///   before the transaction begins, or is to begin again.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = Array(serializeTraces(traces)).newestOfEach
        guard !rows.isEmpty else { return }
        try await pool.perform(.cannotAdd) { [id] session in
            try session.transaction { try session.add(rows, to: id) }
        }
    }

    /// Returns the newest traces of a module, newest first, found by an index.
    ///
    /// Without a prefix, the cost grows with the number of traces returned; with a prefix, with the number that match.
    ///
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/negativeLimit`` or ``CallTraceError/Code/cannotRead``.
    ///   `CancellationError` if the task is canceled.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return try await pool.perform(.cannotRead) { [id] session in
            try session.newestRows(of: module, qualnamePrefix: qualnamePrefix ?? "", limit: limit, in: id)
        }
    }

    /// Lists the modules, from a table of their own.
    ///
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/cannotRead``. `CancellationError` if the task is canceled.
    public func listModules() async throws -> [String] {
        try await pool.perform(.cannotRead) { [id] session in
            try session.modules(of: id)
        }
    }
}

extension [CallTraceRow] {
    /// The last occurrence of each row, in their order.
    fileprivate var newestOfEach: [CallTraceRow] {
        var seen: Set<CallTraceRow> = []
        return reversed().filter { seen.insert($0).inserted }.reversed()
    }
}
