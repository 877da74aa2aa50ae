import CMariaDB
import CallTraces
import Foundation

/// A value for a placeholder in a statement.
package enum Parameter {
    case integer(Int)
    case text(String)
    case null

    init(_ text: String?) {
        self = text.map(Parameter.text) ?? .null
    }
}

extension [Parameter] {
    fileprivate var byteCount: Int {
        reduce(0) { count, parameter in
            if case .text(let text) = parameter { count + text.utf8.count } else { count + 8 }
        }
    }
}

/// An open connection to a server.
///
/// Its calls block, so only the thread of a ``Connection`` makes them.
package final class Session {
    /// The SQL that hashes a text.
    let hash: @Sendable (_ text: String) -> String
    private let host: ConnectionString.Host
    private let handle: UnsafeMutablePointer<MYSQL>
    private var statements: [String: Statement] = [:]
    private var isInTransaction = false
    /// How many bytes the server accepts at once; it closes the connection if there are many more.
    private var maximumSize = Int.max

    /// The library must be set up before the first of several threads uses it.
    private static let isSetUp = mysql_server_init(0, nil, nil) == 0

    /// Connects to a host.
    package init(to connectionString: ConnectionString, host: ConnectionString.Host, options: ConnectionOptions) throws
    {
        guard Self.isSetUp, let handle = mysql_init(nil) else {
            throw CallTraceError(.cannotOpen, "the MariaDB client library cannot be set up; check its installation")
        }
        hash = options.hash
        self.host = host
        self.handle = handle
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        // Without it, "localhost" means a Unix socket, whatever the port.
        _ = withUnsafePointer(to: MYSQL_PROTOCOL_TCP.rawValue) { mysql_options(handle, MYSQL_OPT_PROTOCOL, $0) }
        // Else, a server could ask for any file of this machine.
        _ = withUnsafePointer(to: UInt32(0)) { mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, $0) }
        withUnsafePointer(to: UInt32(clamping: options.answerTime.components.seconds)) { seconds in
            for option in [MYSQL_OPT_CONNECT_TIMEOUT, MYSQL_OPT_READ_TIMEOUT, MYSQL_OPT_WRITE_TIMEOUT] {
                _ = mysql_options(handle, option, seconds)
            }
        }
        let (user, password) = (connectionString.user, connectionString.password.text)
        guard
            mysql_real_connect(handle, host.name, user, password, connectionString.database, host.port, nil, 0) != nil
        else { throw error() }
        // A child process that inherited the connection would keep its locks when this process ends.
        _ = fcntl(mysql_get_socket(handle), F_SETFD, FD_CLOEXEC)
        // Nothing depends on the settings of the server.
        try execute("SET NAMES utf8mb4")
        try execute("SET SESSION autocommit = 1, sql_select_limit = DEFAULT, sql_mode = 'STRICT_ALL_TABLES'")
        // Less than a server may take to answer, so that a wait for a lock is not taken for a lost connection.
        try execute("SET SESSION innodb_lock_wait_timeout = \(max(1, options.answerTime.components.seconds / 2))")
        try execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
        if options.waitsForCluster { try waitForCluster() }
        let limit = try execute("SELECT @@max_allowed_packet", []).first?[0].flatMap { Int($0) }
        maximumSize = limit ?? .max
    }

    deinit {
        mysql_close(handle)
    }

    /// Makes a node of a cluster wait, before each statement, for what other nodes have committed.
    private func waitForCluster() throws {
        do {
            try execute("SET SESSION wsrep_sync_wait = 7")
        } catch let error as ServerError where error.number == ER_UNKNOWN_SYSTEM_VARIABLE {
            // A server that cannot be part of a cluster.
        }
    }

    var isMariaDB: Bool { mysql_get_server_info(handle).map { String(cString: $0).contains("MariaDB") } ?? false }

    /// Executes SQL without placeholders, of which nothing is returned.
    func execute(_ sql: String) throws {
        guard mysql_real_query(handle, sql, UInt(sql.utf8.count)) == 0 else { throw error() }
    }

    /// Runs a body in a transaction, which is undone if the body throws.
    ///
    /// No statement is prepared inside of it: a node of a cluster that undoes a transaction, in favor of one of another
    /// node, says so in its next answer, but not if that answers a request to prepare. So the transaction is begun again
    /// with the statement prepared.
    package func transaction(_ body: () throws -> Void) throws {
        while true {
            try execute("START TRANSACTION")
            isInTransaction = true
            defer { isInTransaction = false }
            do {
                try body()
                return try execute("COMMIT")
            } catch {
                // If the connection is lost, the server undoes the transaction by itself.
                try? execute("ROLLBACK")
                guard let unprepared = error as? Unprepared else { throw error }
                statements[unprepared.sql] = try prepare(unprepared.sql)
            }
        }
    }

    /// A statement that a transaction needs has not been prepared.
    private struct Unprepared: Error {
        let sql: String
    }

    /// Executes a statement, which is prepared the first time.
    ///
    /// - Returns: The rows of its result, each value as text.
    @discardableResult
    package func execute(_ sql: String, _ parameters: [Parameter]) throws -> [[String?]] {
        guard parameters.byteCount < maximumSize else {
            throw ServerError(number: UInt32(ER_NET_PACKET_TOO_LARGE), text: "", host: host)
        }
        if let statement = statements[sql] { return try statement.execute(parameters) }
        guard !isInTransaction else { throw Unprepared(sql: sql) }
        let statement = try prepare(sql)
        statements[sql] = statement
        return try statement.execute(parameters)
    }

    private func prepare(_ sql: String) throws -> Statement {
        guard let statement = mysql_stmt_init(handle) else { throw error() }
        let prepared = Statement(statement, on: handle, host: host)
        guard mysql_stmt_prepare(statement, sql, UInt(sql.utf8.count)) == 0 else { throw prepared.error() }
        return prepared
    }

    private func error() -> ServerError {
        ServerError(number: mysql_errno(handle), text: String(cString: mysql_error(handle)), host: host)
    }
}
