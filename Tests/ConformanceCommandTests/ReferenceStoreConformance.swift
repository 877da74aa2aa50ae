import CallTraceConformance
import Testing

@testable import conformance

@Suite struct ReferenceStoreConformance {
    @Test(arguments: Contract.clauses)
    func `SQLiteStore upholds`(_ clause: Clause) async throws {
        try await clause.verify(ReferenceStore.sqlite.subject)
    }

    @Test(arguments: Contract.clauses)
    func `InMemoryStore upholds`(_ clause: Clause) async throws {
        try await clause.verify(ReferenceStore.inMemory.subject)
    }
}
