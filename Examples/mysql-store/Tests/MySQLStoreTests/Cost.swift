import CallTraceConformance
import MySQLStore
import Testing

/// What the store costs on one server and on three, by how much it holds.
@Test(.whenMeasuring, arguments: [1, 3])
func cost(nodes: Int) async throws {
    var subject = Subject(MySQLStore.self) { name in
        try nodes == 1 ? Server.shared().connectionString("\(name)") : Cluster.shared().connectionString("\(name)")
    }
    subject.name = nodes == 1 ? "MySQLStore" : "MySQLStore on three nodes"
    print(try await subject.measure(sizes: [10_000, 100_000, 1_000_000], timeLimit: .seconds(300)))
}
