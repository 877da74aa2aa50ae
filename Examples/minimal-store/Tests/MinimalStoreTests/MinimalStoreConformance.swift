import CallTraceConformance
import MinimalStore
import Testing

@Test(arguments: Contract.clauses)
func minimalStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(Subject(MinimalStore.self, options: [.ephemeral]) { "\($0)" })
}
