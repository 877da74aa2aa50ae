import MySQLStore
import Testing

/// What a store relies on in its transactions.
struct SessionTests {
    @Test func `a transaction that a node undoes while it prepares a statement is run again`() async throws {
        let nodes = try Cluster.shared().nodes
        let stores = try nodes.map { try ConnectionString($0.connectionString("undone")) }
        _ = try await MySQLStore.makeStore(connectionString: nodes[0].connectionString("undone"))
        let sessions = try [0, 1, 0].map {
            try Session(to: stores[$0], host: stores[$0].hosts[0], options: ConnectionOptions())
        }
        let increase = "UPDATE call_trace_stores SET last_sequence = last_sequence + ? WHERE name = 'undone'"
        let select = "SELECT last_sequence FROM call_trace_stores WHERE name = 'undone'"
        for session in sessions { try session.execute(increase, [.integer(0)]) }

        var attempts = 0
        try sessions[0].transaction {
            attempts += 1
            try sessions[0].execute(increase, [.integer(1)])
            if attempts == 1 {
                // The other node commits first; when the third session sees that, the transaction of the first is undone.
                try sessions[1].execute(increase, [.integer(10)])
                #expect(try sessions[2].execute(select, []) == [["10"]])
            }
            try sessions[0].execute("SELECT 'not prepared before'", [])
        }
        #expect(attempts == 2)
        #expect(try sessions[1].execute(select, []) == [["11"]])
    }
}
