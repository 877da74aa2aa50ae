import CallTraceConformance
import Testing

@Test(arguments: Contract.clauses)
func fileStoreUpholds(_ clause: Clause) async throws {
    try await clause.verify(FileStore.self) { $0.path }
}
