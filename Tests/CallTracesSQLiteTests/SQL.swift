import GRDB

/// Plain SQL, as another program would run it next to the store.
enum SQL {
    static let table = "monkeytype_call_traces"

    /// The table as MonkeyType 23.3.0 creates it.
    static let monkeyTypeTable = """
        CREATE TABLE IF NOT EXISTS monkeytype_call_traces (
          created_at  TEXT,
          module      TEXT,
          qualname    TEXT,
          arg_types   TEXT,
          return_type TEXT,
          yield_type  TEXT);
        """

    static func run(_ sql: String, in file: String) throws {
        try DatabaseQueue(path: file).inDatabase { try $0.execute(sql: sql) }
    }

    /// The first column of what a query selects.
    static func texts(_ sql: String, in file: String) throws -> [String?] {
        try DatabaseQueue(path: file).inDatabase { try Optional<String>.fetchAll($0, sql: sql) }
    }

    static func count(_ sql: String = "SELECT count(*) FROM monkeytype_call_traces", in file: String) throws -> Int? {
        try DatabaseQueue(path: file).inDatabase { try Int.fetchOne($0, sql: sql) }
    }

    /// Overwrites a database in use with the content of another, by SQLite's own means.
    static func restore(_ file: String, from copy: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(60)
        try DatabaseQueue(path: copy).backup(to: DatabaseQueue(path: file, configuration: configuration))
    }

    /// Runs a closure while another connection holds the write lock.
    static func whileLocked<Value>(_ file: String, _ body: () async throws -> Value) async throws -> Value {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: file, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        try await other.writeWithoutTransaction { try $0.rollback() }
        return try result.get()
    }
}
