import CallTraceConformance
import CallTraces
import Testing

@Suite struct InMemoryStoreConformance {
    @Test(.conformanceReport(), arguments: Contract.clauses)
    func upholds(_ clause: Clause) async throws {
        var subject = Subject(InMemoryStore.self) { "memory://john:secret@\($0)" }
        subject.isEphemeral = true
        try await clause.verify(subject)
    }
}
