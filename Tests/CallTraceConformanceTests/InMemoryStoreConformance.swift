import CallTraceConformance
import CallTraces
import Testing

@Suite struct InMemoryStoreConformance {
    @Test(.conformanceReport(), arguments: Contract.clauses)
    func upholds(_ clause: Clause) async throws {
        try await clause.verify(Subject(InMemoryStore.self, options: [.ephemeral]) { "memory://john:secret@\($0)" })
    }
}
