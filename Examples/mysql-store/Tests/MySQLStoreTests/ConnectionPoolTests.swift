import CallTraces
import Foundation
import MySQLStore
import Testing

/// How the calls of a store share its connections.
@Suite(.timeLimit(.minutes(1))) struct ConnectionPoolTests {
    @Test func `calls that wait for the server block neither other tasks nor more than a few connections`() async throws
    {
        let server = try Server.shared()
        let store = try await MySQLStore.makeStore(connectionString: server.createDatabase("pool"))
        let locker = try Locker(of: server, "SELECT * FROM pool.call_trace_stores FOR UPDATE")

        let adds = (0..<32).map { number in
            Task { try await store.add([CallTrace(module: "m", qualname: "f\(number)")]) }
        }
        var waiting = 0
        // This task goes on, although more calls wait than Swift has threads.
        while waiting < 4 {
            let query = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = 'pool' AND INFO LIKE 'UPDATE%'"
            waiting = try Int(server.query(query)) ?? 0
            await Task.yield()
        }
        let connections = try server.query("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = 'pool'")
        #expect(connections == "4")

        // Those that wait for a connection can be canceled.
        for add in adds { add.cancel() }
        try locker.unlock()
        var stored = 0
        for add in adds {
            do {
                try await add.value
                stored += 1
            } catch is CancellationError {}
        }
        #expect(stored == 4)
        #expect(try await store.filter(module: "m").count == 4)
    }

    @Test func `a wait for a lock is not taken for a lost server`() async throws {
        let server = try Server.shared()
        var options = ConnectionOptions()
        options.answerTime = .seconds(4)
        options.patience = .zero
        let store = try await MySQLStore.makeStore(
            connectionString: server.createDatabase("locks"),
            options: options
        )
        let locker = try Locker(of: server, "SELECT * FROM locks.call_trace_stores FOR UPDATE")
        await #expect {
            try await store.add([CallTrace(module: "m", qualname: "f")])
        } throws: { error in
            "\(error)".contains("other transactions won every time")
        }
        try locker.unlock()
        try await store.add([CallTrace(module: "m", qualname: "f")])
    }
}

/// A connection of its own that locks rows.
private final class Locker {
    private let client = Process()
    private let input = Pipe()

    init(of server: Server, _ sql: String) throws {
        client.executableURL = URL(filePath: "/usr/bin/env")
        client.arguments = ["mariadb", "--no-defaults", "--unbuffered", "-h127.0.0.1", "-P\(server.port)", "-uroot"]
        client.standardInput = input
        let output = Pipe()
        client.standardOutput = output
        try client.run()
        try input.fileHandleForWriting.write(contentsOf: Data("START TRANSACTION; \(sql);\n".utf8))
        // The answer says that the rows are locked.
        _ = output.fileHandleForReading.availableData
    }

    func unlock() throws {
        try input.fileHandleForWriting.close()
        client.waitUntilExit()
    }
}
