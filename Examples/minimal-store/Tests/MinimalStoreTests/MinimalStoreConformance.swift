import CallTraceConformance
import MinimalStore
import Testing

/// The store as the kit sees it: how to open it, and what it declares.
private let subject = {
    var subject = Subject(MinimalStore.self) { "\($0)" }
    subject.isEphemeral = true
    return subject
}()

@Test(arguments: Contract.clauses)
func minimalStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(subject)
}

@Test(.whenMeasuring)
func cost() async throws {
    print(try await subject.measure())
}
