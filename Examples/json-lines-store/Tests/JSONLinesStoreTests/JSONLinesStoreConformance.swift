import CallTraceConformance
import JSONLinesStore
import Testing

@Test(arguments: Contract.clauses)
func jsonLinesStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(JSONLinesStore.self) { $0.path }
}
