import FaultyStores
import Testing

@testable import CallTraceConformance

@Suite struct ClauseVerifyTests {
    @Test func `a broken MUST is an error on the author's line, with the story and a hint`() async throws {
        let line = #line + 2
        try await withKnownIssue {
            try await Clause.filter2.verify(FaultyStore.named("LIKE prefix").subject)
        } matching: { issue in
            let text = issue.comments.map(\.rawValue).joined()
            return issue.severity == .error
                && issue.sourceLocation?.line == line
                && issue.sourceLocation?.fileID.contains("ClauseVerifyTests") == true
                && text.hasPrefix(
                    """
                    LIKE prefix: FILTER-2 MUST the prefix is literal, by bytes
                    behaves like LIKE prefix: the prefix was matched by SQL's LIKE

                    """
                )
                && text.contains("store1.filter(module: \"m\", qualnamePrefix: \"a_\")")
                && text.contains("expected: 1 trace")
                && text.contains("look at: \(Clause.filter2.hint)")
        }
    }

    @Test func `a store that upholds a clause gives no issue`() async throws {
        try await Clause.filter2.verify(PlainStore.self) { "\($0)" }
    }

    @Test func `a kit error is an error that says that it is not the store's`() async throws {
        try await withKnownIssue {
            try await Clause.make3.verify(PlainStore.self) { _ in "always the same" }
        } matching: { issue in
            issue.severity == .error && issue.comments.contains { $0.rawValue.contains("kit error, not the store's") }
        }
    }

    @Test func `a known deviation is a warning`() async throws {
        let subject = Subject(PlainStore.self, options: [.keepsDuplicates], deviations: [.filter9: "it collapses"]) {
            "\($0)"
        }
        try await withKnownIssue {
            try await Clause.filter9.verify(subject)
        } matching: { issue in
            issue.severity == .warning
                && issue.comments.contains { $0.rawValue.contains("known to deviate: it collapses") }
        }
    }

    @Test func `the verdicts of a test are collected for its report`() async throws {
        let collector = VerdictCollector()
        try await VerdictCollector.$current.withValue(collector) {
            for clause in [Clause.filter8, .filter7, .make1] { try await clause.verify(PlainStore.self) { "\($0)" } }
        }
        #expect(collector.reports.map { $0.verdicts.map(\.clause) } == [[.make1, .filter7, .filter8]])
    }

    @Test(arguments: [Clause.add9, .add10, .add11, .make1])
    func `the test is run again in a process of its own`(_ clause: Clause) async throws {
        let collector = VerdictCollector()
        try await VerdictCollector.$current.withValue(collector) {
            try await clause.verify(Catalog.subject(named: "a journal in a file"))
        }
        let verdict = try #require(collector.reports.first?.verdicts.first)
        #expect(verdict.outcome == .passed && verdict.notes.isEmpty)
    }

    @Test func `what another process shows is an error with its story and a likelyCause`() async throws {
        try await withKnownIssue {
            try await Clause.add11.verify(FaultyStore.named("acknowledge before commit").subject)
        } matching: { issue in
            let text = issue.comments.map(\.rawValue).joined()
            return text.contains(" was acknowledged and is missing")
                && text.contains("behaves like acknowledge before commit")
                && text.contains("kill(getpid(), SIGKILL)")
        }
    }

    @Test func `a bundle of tests is named to the other process too`() {
        let option = ["--test-bundle-path", "a.xctest"]
        #expect(ProcessLauncher.bundle(in: ["helper"] + option + ["--x"]) == option)
        #expect(ProcessLauncher.bundle(in: ["a.xctest", "--x"]) == [])
    }

    @Test func `clauses are chosen by the environment variable`() throws {
        #expect(try EnvironmentSelection.selection(nil).get().clauses == Contract.clauses)
        #expect(try EnvironmentSelection.selection("").get().clauses == Contract.clauses)
        let chosen = try EnvironmentSelection.selection("FILTER-4, list-1 ADD-1").get().clauses
        #expect(chosen.map(\.id) == ["ADD-1", "FILTER-4", "LIST-1"])
        #expect(throws: ClauseSelection.Failure.self) { try EnvironmentSelection.selection("FILTERR-4").get() }
    }
}
