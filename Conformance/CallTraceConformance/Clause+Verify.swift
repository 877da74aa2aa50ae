public import CallTraceContract
public import CallTraces
import FaultyStores
public import Testing

extension Clause {
    /// Judges a store by this clause, in a test case of its own.
    ///
    /// ```swift
    /// import CallTraceConformance
    /// import Testing
    ///
    /// @Test(arguments: Contract.clauses)
    /// func redisStoreUpholds(_ clause: Clause) async throws {
    ///     try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
    /// }
    /// ```
    ///
    /// A broken MUST is an error on the line of this call, and a broken SHOULD a warning. A clause that does not apply to
    /// the subject prints a line that says why.
    ///
    /// MAKE-7 and ADD-8 to ADD-11 run the calling test again in child processes. There, the clause in question only adds
    /// traces and every other returns at once, so whatever the test does before this call happens again.
    ///
    /// - Parameters:
    ///   - type: The type of the store.
    ///   - sourceLocation: Where to report a failure.
    ///   - connectionString: Makes the connection string of a fresh store.
    /// - Throws: An error if no Swift Testing test is running, as the verdict could not be reported. Use
    ///   ``/CallTraceContract/Clause/judge(_:)`` there.
    public func verify<Store: CallTraceStore>(
        _ type: Store.Type,
        sourceLocation: SourceLocation = #_sourceLocation,
        connectionString: @escaping @Sendable (FreshName) throws -> String
    ) async throws {
        try await verify(Subject(type, connectionString: connectionString), sourceLocation: sourceLocation)
    }

    /// Judges a subject by this clause, in a test case of its own.
    ///
    /// - Parameters:
    ///   - subject: The store under test, with what it declares.
    ///   - sourceLocation: Where to report a failure.
    /// - Throws: An error if no Swift Testing test is running, as the verdict could not be reported. Use
    ///   ``/CallTraceContract/Clause/judge(_:)`` there.
    public func verify<Store: CallTraceStore>(
        _ subject: Subject<Store>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await verify(AnySubject(subject), sourceLocation: sourceLocation)
    }

    package func verify(_ subject: AnySubject, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        if let instructions = try ChildInstructions.ofThisProcess.get() {
            return await instructions.run(self, on: subject)
        }
        guard let test = Test.current else { throw NoRunningTest() }
        guard SelectionNotice.selects(self, at: sourceLocation) else { return }
        let subject = subject.launchingProcesses(with: .runningTest)
        switch await StoreProbe.shared.result(for: subject, in: test) {
        case .made:
            break
        case .failed(let violation, let isFirst):
            VerdictCollector.current?.collect(Verdict(self, notJudgedOn: subject, because: "no store could be made"))
            guard isFirst else { return }
            let comment = "\(subject.storeName): no store could be made, so nothing is judged\n\(violation)"
            Issue.record(Comment(rawValue: comment), sourceLocation: sourceLocation)
            return
        }
        let verdict = await JudgingQueue.shared.run {
            await self.verdict(on: subject) { _ in .runningTest }
        }
        VerdictCollector.current?.collect(verdict)
        verdict.report(at: sourceLocation)
    }
}

/// Thrown where a verdict would be lost.
struct NoRunningTest: Error, CustomStringConvertible {
    let description = """
        verify reports to Swift Testing, and no Swift Testing test is running in this task: call it in a function with \
        @Test, not in an XCTestCase or a detached task, or call judge(_:) and look at the verdict yourself
        """
}
