import CallTraces
import Foundation
import MySQLStore
import Testing

/// What a store does when its one server fails.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ServerFailureTests {
    @Test func `nothing that was stored is lost when the server is killed`() async throws {
        let server = try await Server.started(named: "killed")
        let connectionString = server.connectionString("crash")
        let writers = try Writers(addingTo: connectionString, batches: 40, in: .shared())
        try await writers.run {
            try await writers.waitUntilStored(150)
            try await blocking { server.signal(SIGKILL) }
            #expect(writers.stored < writers.batches)
            await #expect {
                try await MySQLStore.makeStore(connectionString: connectionString)
            } throws: { error in
                "\(error)".contains("the server does not answer; check that it runs")
            }
            try await blocking { try server.start() }
        }
        try await writers.expectAll(in: connectionString)
    }

    @Test func `a store says that the server is away, and goes on when it is back`() async throws {
        // Nor does it matter what the server's defaults are.
        let server = try await Server.started(
            named: "away",
            options: [
                "--autocommit=0", "--character-set-server=latin1", "--skip-character-set-client-handshake",
            ]
        )
        var options = ConnectionOptions()
        options.patience = .seconds(1)
        let store = try await MySQLStore.makeStore(
            connectionString: server.connectionString("away"),
            options: options
        )
        let trace = CallTrace(module: "m", qualname: "fé")
        _ = try await MySQLStore.makeStore(connectionString: server.connectionString("away"))
        try await store.add([trace])
        server.signal(SIGKILL)
        await #expect { try await store.add([trace]) } throws: { error in
            (error as? CallTraceError)?.code == .cannotAdd && "\(error)".contains("127.0.0.1:\(server.port)")
        }
        await #expect { try await store.filter(module: "m") } throws: { ($0 as? CallTraceError)?.code == .cannotRead }
        await #expect { try await store.listModules() } throws: { ($0 as? CallTraceError)?.code == .cannotRead }
        try await blocking { try server.start() }
        #expect(try await store.filter(module: "m").map { try $0.toTrace() } == [trace])
        server.signal(SIGKILL)
    }

    @Test(
        arguments: [
            ("mysql://tracer:wrong@127.0.0.1:PORT/traces", "check the user, the password"),
            ("mysql://\(Server.user)@127.0.0.1:PORT/missing", "privileges"),
            ("mysql://root@127.0.0.1:PORT/missing", "the database does not exist; create it"),
            ("mysql://\(Server.user)@127.0.0.1:PORT/traces/\(String(repeating: "n", count: 513))", "512 characters"),
            ("mysql://\(Server.user)@no.such.host.invalid/traces", "the server does not answer"),
        ]
    )
    func `an opening error says what to do`(connectionString: String, advice: String) async throws {
        let connectionString = connectionString.replacing("PORT", with: "\(try Server.shared().port)")
        await #expect { try await MySQLStore.makeStore(connectionString: connectionString) } throws: { error in
            (error as? CallTraceError)?.code == .cannotOpen && "\(error)".contains(advice)
        }
    }

    @Test(arguments: [4 << 20, 8 << 20]) func `an error does not quote what is stored`(count: Int) async throws {
        let server = try Server.shared()
        let store = try await MySQLStore.makeStore(connectionString: server.connectionString("quoting\(count)"))
        // Larger than any packet that the server takes.
        let text = String(repeating: "secret", count: count)
        await #expect {
            try await store.add([CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: text)])
        } throws: { error in
            "\(error)".contains("max_allowed_packet") && !"\(error)".contains("secret")
        }
        #expect(try await store.listModules() == [])
    }
}

extension Server {
    /// A server for one test, which may fail.
    fileprivate static func started(named name: String, options: [String] = []) async throws -> Server {
        try await blocking {
            let server = try Server(in: .shared(), named: name, options: options)
            try server.start()
            return server
        }
    }
}
