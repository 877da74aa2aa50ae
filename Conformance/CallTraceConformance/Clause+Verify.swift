public import CallTraceContract
public import CallTraces
import FaultyStores
public import Testing

extension Clause {
    /// Judges a store by this clause, in a test case of its own.
    ///
    /// ```swift
    /// @Suite struct RedisStoreConformance {
    ///     @Test(arguments: Contract.clauses)
    ///     func upholds(_ clause: Clause) async throws {
    ///         try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
    ///     }
    /// }
    /// ```
    ///
    /// A broken MUST is an issue on the author's line, a broken SHOULD a warning; a clause that the subject's
    /// declarations leave nothing of is cancelled, with a line that says why.
    ///
    /// - Parameters:
    ///   - type: The type of the store.
    ///   - sourceLocation: Where a failure is reported.
    ///   - connectionString: Gives the connection string for a fresh store.
    /// - Throws: What cancels the test case, where the clause is not applicable or not chosen.
    public func verify<Store: CallTraceStore>(
        _ type: Store.Type,
        sourceLocation: SourceLocation = #_sourceLocation,
        connectionString: @escaping @Sendable (Scratch) throws -> String
    ) async throws {
        try await verify(Subject(type, connectionString: connectionString), sourceLocation: sourceLocation)
    }

    /// Judges a subject by this clause, in a test case of its own.
    ///
    /// - Parameters:
    ///   - subject: The store under test, with what it declares.
    ///   - sourceLocation: Where a failure is reported.
    /// - Throws: What cancels the test case, where the clause is not applicable or not chosen.
    public func verify(_ subject: Subject, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let chosen: ClauseSelection
        do {
            chosen = try EnvironmentSelection.chosen.get()
        } catch {
            Issue.record("\(EnvironmentSelection.variable): \(error)", sourceLocation: sourceLocation)
            return
        }
        guard chosen.isEverything || !hasCheck || chosen.clauses.contains(self) else {
            try Test.cancel("\(EnvironmentSelection.variable) does not choose \(id)", sourceLocation: sourceLocation)
        }
        let verdict = await judge(subject)
        VerdictCollector.current?.collect(verdict)
        try verdict.report(likeness: await Likeness(of: verdict, on: subject), at: sourceLocation)
    }
}
