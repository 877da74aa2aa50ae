import CallTraceConformance
import MySQLStore
import Testing

/// What the store's `wsrep_sync_wait` is for.
struct ClusterReadsTests {
    @Test func `the kit catches nodes that do not wait for what others have committed`() async throws {
        var subject = Subject(MySQLStore.self) { try Cluster.shared().connectionString("\($0)") }
        subject.makeStore = { connectionString in
            var options = ConnectionOptions()
            options.waitsForCluster = false
            return try await MySQLStore.makeStore(connectionString: connectionString, options: options)
        }
        // Whether a node falls behind is chance; most runs see it, and nearly never do ten of them not.
        for _ in 0..<10 {
            let verdict = await Clause.add8.judge(subject)
            guard verdict.outcome != .failed else { return }
            #expect(verdict.outcome == .passed)
        }
        Issue.record("no run has seen a node that answers from the past")
    }
}
