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
    /// ADD-9, ADD-10 and ADD-11 run the test that calls this once more, in processes of its own: there the clause in
    /// question only adds traces, every other returns at once, and what the test does before is done again.
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
        if let order = try WriterOrder.ofThisProcess.get() { return await order.take(self, subject) }
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
        let subject = subject.startingOtherProcesses(with: .ofRunningTest)
        let verdict = await judge(subject)
        VerdictCollector.current?.collect(verdict)
        let likeness = await Likeness(of: verdict, on: subject) { _ in .ofRunningTest }
        try verdict.report(likeness: likeness, at: sourceLocation)
    }
}
