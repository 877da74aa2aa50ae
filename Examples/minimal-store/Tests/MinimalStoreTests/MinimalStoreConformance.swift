import CallTraceConformance
import MinimalStore
import Testing

@Test(arguments: Contract.clauses)
func minimalStoreUpholds(_ clause: Clause) async throws {
    var subject = Subject(MinimalStore.self) { "\($0)" }
    subject.isEphemeral = true
    try await clause.verify(subject)
}
