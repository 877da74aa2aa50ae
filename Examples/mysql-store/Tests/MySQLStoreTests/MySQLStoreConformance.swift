import CallTraceConformance
import MySQLStore
import Testing

/// What the contract says of the store on one server.
///
/// The closures start the server when they first need it, so that the child processes of the kit, which get their
/// connection string from it, start none.
@Test(arguments: Contract.clauses + Contract.optIn)
func mysqlStoreUpholds(_ clause: Clause) async throws {
    var subject = Subject(MySQLStore.self) { try Server.shared().connectionString("\($0)") }
    subject.unopenable = { "mysql://\(Server.user)@127.0.0.1:1/traces/\($0)" }
    subject.damage = { _, record in try Server.shared().damage(record) }
    try await clause.verify(subject)
}

/// What the contract says of the same store on three nodes, of which each `makeStore` uses another one.
@Test(arguments: Contract.clauses)
func mysqlStoreOnAClusterUpholds(_ clause: Clause) async throws {
    var subject = Subject(MySQLStore.self) { try Cluster.shared().connectionString("\($0)") }
    subject.name = "MySQLStore on three nodes"
    subject.unopenable = { "mysql://\(Server.user)@127.0.0.1:1,127.0.0.1:2/traces/\($0)" }
    subject.damage = { _, record in try Cluster.shared().nodes[0].damage(record) }
    try await clause.verify(subject)
}

extension Server {
    /// Makes the arguments of a stored trace unreadable.
    func damage(_ record: StoredRecord) throws {
        let store = record.connectionString.split(separator: "/", maxSplits: 3)[3]
        try query(
            """
            UPDATE traces.call_traces t
            JOIN traces.call_trace_modules m ON m.id = t.module_id JOIN traces.call_trace_stores s ON s.id = t.store_id
            SET t.arg_types = '{'
            WHERE s.name = \(literal(store)) AND m.name = \(literal(record.module)) AND t.qualname = \(literal(record.qualname))
            """
        )
    }

    private func literal(_ text: some StringProtocol) -> String {
        "_utf8mb4 X'" + text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
    }
}
