import CallTraces
import FaultyStores
import Synchronization
import Testing

@testable import CallTraceConformance

@Suite struct ClauseVerifyTests {
    @Test func `a broken MUST is an error on the author's line, with the program and a hint`() async throws {
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
                    likely cause: the prefix was matched with SQL's LIKE
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

    @Test func `a kit error is an error and says that it is not the store's`() async throws {
        try await withKnownIssue {
            try await Clause.make3.verify(PlainStore.self) { _ in "always the same" }
        } matching: { issue in
            issue.severity == .error && issue.comments.contains { $0.rawValue.contains("kit error, not the store's") }
        }
    }

    @Test func `a known deviation is a warning`() async throws {
        let subject = Subject(PlainStore.self) { "\($0)" }.with { subject in
            subject.keepsDuplicates = true
            subject.deviations = [.filter9: "it collapses"]
        }
        try await withKnownIssue {
            try await Clause.filter9.verify(subject)
        } matching: { issue in
            issue.severity == .warning
                && issue.comments.contains { $0.rawValue.contains("known deviation: it collapses") }
        }
    }

    @Test func `the verdicts of a test are collected for its report, in the order of the contract`() async throws {
        let collector = VerdictCollector()
        try await VerdictCollector.$current.withValue(collector) {
            for clause in [Clause.filter8, .filter7, .make1] { try await clause.verify(PlainStore.self) { "\($0)" } }
        }
        #expect(collector.reports.map { $0.verdicts.map(\.clause) } == [[.make1, .filter7, .filter8]])
    }

    @Test(arguments: [Clause.make1, .make7, .add8, .add9, .add10, .add11])
    func `the test runs again in a child process`(_ clause: Clause) async throws {
        let collector = VerdictCollector()
        try await VerdictCollector.$current.withValue(collector) {
            try await clause.verify(Catalog.subject(named: "a journal in a file"))
        }
        let verdict = try #require(collector.reports.first?.verdicts.first)
        #expect(verdict.outcome == .passed && verdict.notes.isEmpty)
    }

    @Test func `a failure in a child process is an error with its program and likely cause`() async throws {
        let store = try FaultyStore.named("rolled back after a crash")
        try await withKnownIssue {
            try await Clause.add11.verify(store.subject)
        } matching: { issue in
            let text = issue.comments.map(\.rawValue).joined()
            return text.contains(" was acknowledged and is missing")
                && text.contains("\nlikely cause: \(store.mistake)\n")
                && text.contains("kill(getpid(), SIGKILL)")
        }
    }

    @Test func `the child process is given the test bundle, too`() {
        let option = ["--test-bundle-path", "a.xctest"]
        #expect(ProcessLauncher.bundle(in: ["helper"] + option + ["--x"]) == option)
        #expect(ProcessLauncher.bundle(in: ["a.xctest", "--x"]) == [])
    }

    @Test func `verify throws outside of a test and says what to do`() async {
        let error = await #expect(throws: NoRunningTest.self) {
            try await Task.detached { try await Clause.filter7.verify(PlainStore.self) { "\($0)" } }.value
        }
        #expect(error?.description.contains("call it in a function with @Test") == true)
        #expect(error?.description.contains("call judge(_:)") == true)
    }

    @Test func `a loop over clauses judges each of them, also where clauses are not applicable`() async throws {
        var subject = Subject(InMemoryStore.self) { "\($0)" }
        subject.isEphemeral = true
        subject.histories = Histories(count: 2, steps: 5)
        let clauses = Contract.clauses(of: .make, .list, .model)
        let collector = VerdictCollector()
        try await VerdictCollector.$current.withValue(collector) {
            for clause in clauses { try await clause.verify(subject) }
        }
        let report = try #require(collector.reports.first)
        #expect(report.verdicts.map(\.clause) == clauses)
        #expect(Set(report.verdicts.map(\.outcome)) == [.passed, .notApplicable])
        #expect(!report.isComplete)
    }

    @Test func `a store that can never be made is reported once`() async throws {
        struct Refused: Error {}
        let subject = Subject(PlainStore.self) { "\($0)" }.with { subject in
            subject.name = "RefusingStore"
            subject.makeStore = { _ in throw Refused() }
        }
        let collector = VerdictCollector()
        let comments = Mutex<[String]>([])
        try await VerdictCollector.$current.withValue(collector) {
            try await withKnownIssue {
                for clause in Contract.defaultClauses { try await clause.verify(subject) }
            } matching: { issue in
                comments.withLock { $0 += issue.comments.map(\.rawValue) }
                return true
            }
        }
        let texts = comments.withLock(\.self)
        #expect(texts.count == 1)
        #expect(texts.first?.hasPrefix("RefusingStore: no store could be made, so nothing is judged\n") == true)
        #expect(texts.first?.contains("got:      threw Refused: Refused()") == true)
        let report = try #require(collector.reports.first)
        #expect(report.verdicts.map(\.clause) == Contract.defaultClauses)
        #expect(report.verdicts.allSatisfy { $0.outcome == .notApplicable && $0.reason == "no store could be made" })
        #expect(report.conclusion == .unjudged)
    }
}
