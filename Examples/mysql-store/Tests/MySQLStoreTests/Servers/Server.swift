import Foundation
import Synchronization

/// A MariaDB server on the loopback interface, with a database `traces` and a user `tracer`.
final class Server: Sendable {
    let port: Int
    private let folder: String
    private let options: [String]
    private let process = Mutex<Process?>(nil)

    /// The user in connection strings, whose password has characters that a URI encodes.
    static let user = "tracer:p%40ss%2Fword"

    /// Creates the data of a server, which does not run yet.
    init(in folder: ServerFolder, named name: String, options: [String] = []) throws {
        port = try freePort()
        self.folder = "\(folder.path)/\(name)"
        self.options = options
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: false)
        if getuid() == 0 {
            try FileManager.default.setAttributes([.ownerAccountName: "mysql"], ofItemAtPath: self.folder)
        }
        try run([
            "mariadb-install-db", "--no-defaults", "--datadir=\(self.folder)/data", "--skip-test-db",
            "--auth-root-authentication-method=normal", "--innodb-log-file-size=16M", "--tmpdir=\(self.folder)",
        ])
        try Data(
            """
            CREATE DATABASE IF NOT EXISTS traces;
            GRANT ALL ON traces.* TO tracer@'127.0.0.1' IDENTIFIED BY 'p@ss/word';
            """.utf8
        )
        .write(to: URL(filePath: "\(self.folder)/init.sql"))
    }

    /// Starts the server, and waits until it answers.
    func start(_ more: [String] = []) throws {
        let server = Process()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = asServerUser(
            [
                "mariadbd", "--no-defaults", "--datadir=\(folder)/data", "--port=\(port)", "--bind-address=127.0.0.1",
                // A server that starts removes the temporary tables of others from a folder that they share.
                "--tmpdir=\(folder)", "--socket=\(folder)/socket",
                "--init-file=\(folder)/init.sql",
                "--skip-name-resolve", "--max-connections=500", "--innodb-log-file-size=16M",
            ] + options + more
        )
        try Data().write(to: URL(filePath: log))
        let output = try FileHandle(forWritingTo: URL(filePath: log))
        server.standardOutput = output
        server.standardError = output
        try server.run()
        process.withLock { $0 = server }
        try Data("\(server.processIdentifier)".utf8).write(to: URL(filePath: "\(folder)/group"))
        try waitUntilReady()
    }

    /// Waits until the server answers, and if it is a node, until its cluster has a number of nodes.
    func waitUntilReady(nodes: Int = 1) throws {
        func status(_ name: String) -> String {
            "(SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'wsrep_\(name)')"
        }
        let isReady =
            "SELECT @@wsrep_on = 0 OR \(status("local_state_comment")) = 'Synced' AND \(status("cluster_size")) >= \(nodes)"
        let deadline = ContinuousClock.now + .seconds(60)
        while process.withLock({ $0?.isRunning }) == true, ContinuousClock.now < deadline {
            if (try? query(isReady)) == "1" { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        // What went wrong comes long before the end: a server says much when it ends.
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        let errors = lines.filter { $0.contains("ERROR") }.prefix(20)
        throw CommandError(command: "mariadbd", output: (errors + lines.suffix(10)).joined(separator: "\n"))
    }

    private var log: String { "\(folder)/log" }

    /// Sends a signal to the server; `SIGKILL` ends it.
    func signal(_ signal: Int32) {
        guard let server = process.withLock(\.self) else { return }
        // Foundation makes it the leader of a group, which the scripts that a node runs belong to.
        kill(-server.processIdentifier, signal)
        if signal == SIGKILL { server.waitUntilExit() }
    }

    /// Executes SQL as the administrator.
    ///
    /// - Returns: The values of the first row, separated by tabs.
    @discardableResult
    func query(_ sql: String) throws -> String {
        try run(
            [
                "timeout", "10", "mariadb", "--no-defaults", "--batch", "--skip-column-names", "-h127.0.0.1",
                "-P\(port)", "-uroot",
                "--connect-timeout=5",
            ],
            // Like the store, it waits for what other nodes have committed.
            input: "SET SESSION wsrep_sync_wait = 7;\n" + sql
        )
        .trimmingCharacters(in: .newlines)
    }
}

extension Server {
    /// The server of all tests that need just one, which starts when it is first asked for.
    static func shared() throws -> Server { try started.get() }

    private static let started = Result {
        let server = try Server(in: ServerFolder.shared(), named: "server")
        try server.start()
        return server
    }

    /// Creates a database for one test.
    ///
    /// - Returns: The connection string of its store without a name.
    func createDatabase(_ name: String) throws -> String {
        try query("CREATE DATABASE \(name); GRANT ALL ON \(name).* TO tracer@'127.0.0.1'")
        return "mysql://\(Self.user)@127.0.0.1:\(port)/\(name)"
    }

    /// A connection string for a store of this name.
    func connectionString(_ name: String) -> String {
        "mysql://\(Self.user)@127.0.0.1:\(port)/traces/\(name)"
    }
}

extension ServerFolder {
    static func shared() throws -> ServerFolder { try created.get() }

    private static let created = Result { try ServerFolder() }
}
