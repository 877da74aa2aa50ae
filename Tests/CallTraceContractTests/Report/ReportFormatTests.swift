import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct ReportFormatTests {
    private struct Document: Decodable {
        struct Entry: Decodable {
            struct Observation: Decodable, Equatable {
                let scenario: String
                let program: [String]
                let expected: String
                let got: String
            }
            let clause: String
            let outcome: String
            let reason: String?
            let likelyCause: String?
            let violations: [Observation]
            let hint: String?
            let seconds: Double
        }
        let store: String
        let contract: String
        let conclusion: String
        let isComplete: Bool
        let counts: [String: Int]
        let clauses: [Entry]
    }

    private static let violation = Violation(
        scenario: "a \"scenario\" | & \u{1}",
        steps: [Step(operation: .listModules(store: 1), task: 2)],
        expected: "this",
        got: "that"
    ) {
        ["_ = try await store1.listModules()  // in task 2", "}"]
    }

    private static let likelyCause = "modules were <cached>"

    private static let report = Report([
        .sample(.make1, .passed),
        .sample(.make2, .notApplicable, reason: "there is nothing"),
        .sample(.filter2, .failed, violations: [violation, violation], likelyCause: likelyCause),
        .sample(.thunk4, .warned, violations: [violation]),
        .sample(.list1, .kitError, reason: "no disk"),
        .sample(.list2, .deviates, violations: [violation], reason: "it pages"),
    ])

    /// A report on the whole contract, which its first clause decides.
    private static func complete(_ outcome: Verdict.Outcome) -> Report {
        Report(Contract.defaultClauses.map { .sample($0, $0 == .make1 ? outcome : .passed) })
    }

    private func text(_ format: Report.Format, of report: Report = report) throws -> String {
        try #require(try report.text(format))
    }

    private func document(of report: Report = report) throws -> Document {
        try JSONDecoder().decode(Document.self, from: Data(try text(.json, of: report).utf8))
    }

    @Test(arguments: [Report.Format.junit, .markdown, .json])
    func `a text ends with one line break`(_ format: Report.Format) throws {
        let text = try text(format)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test func `JUnit has a case for each clause, and each outcome in its own element`() throws {
        let lines = try text(.junit).split(separator: "\n").map(String.init)
        #expect(lines[2].contains(#"name="A&lt;B&gt;" tests="6" failures="1" errors="1" skipped="1" time="9.000""#))
        let text = lines.joined(separator: "\n")
        #expect(text.ranges(of: "<testcase ").count == 6)
        #expect(text.contains(#"name="MAKE-1 MUST a fresh store is empty and usable" time="1.500"/>"#))
        #expect(text.contains(#"<skipped message="there is nothing"/>"#))
        #expect(
            text.contains(
                #"<failure message="the prefix is literal, by bytes">likely cause: modules were &lt;cached&gt;"#
            )
        )
        #expect(text.contains("a &quot;scenario&quot; | &amp; \u{fffd}"))
        #expect(text.contains("<system-out>warning: "))
        #expect(text.contains(#"<error message="kit error">kit error, not the store's fault: no disk</error>"#))
        #expect(text.contains("<system-out>known deviation: it pages"))
    }

    @Test func `Markdown has a table of the clauses and the details of violations`() throws {
        let text = try text(.markdown)
        #expect(
            text.hasPrefix(
                "## A<B>, 4 of 46 clauses judged: failed\n\nContract 1.3. 1 passed, 1 failed, 1 warned, 1 deviates,"
            )
        )
        #expect(
            text.contains("| MAKE-2 | MUST | opening again sees the same traces | not applicable | there is nothing |")
        )
        #expect(text.contains("| LIST-2 | MUST | there is no limit on modules | deviates | it pages |"))
        #expect(
            text.contains(
                "### FILTER-2 MUST the prefix is literal, by bytes\n\n```\nlikely cause: \(Self.likelyCause)\n"
            )
        )
        #expect(text.contains("try await store1.listModules()  // in task 2"))
        #expect(try self.text(.markdown, of: Self.complete(.failed)).hasPrefix("## A<B> does not conform\n"))
    }

    @Test func `JSON has an entry for each clause, in the words of the report`() throws {
        let document = try document()
        #expect(document.store == "A<B>" && document.contract == "1.3")
        #expect(document.conclusion == "A<B>, 4 of 46 clauses judged: failed" && !document.isComplete)
        #expect(document.counts["failed"] == 1 && document.counts["passed"] == 1)
        #expect(document.clauses.map(\.clause) == ["MAKE-1", "MAKE-2", "FILTER-2", "THUNK-4", "LIST-1", "LIST-2"])
        let outcomes = ["passed", "not applicable", "failed", "warned", "kit error", "deviates"]
        #expect(document.clauses.map(\.outcome) == outcomes)
        #expect(document.clauses.map(\.reason) == [nil, "there is nothing", nil, nil, "no disk", "it pages"])
        #expect(document.clauses.allSatisfy { $0.seconds == 1.5 })
        let whole = try self.document(of: Self.complete(.passed))
        #expect(whole.conclusion == "A<B> conforms" && whole.isComplete)
    }

    @Test func `JSON has violations as objects, with the program as lines`() throws {
        let clauses = try document().clauses
        let violation = Document.Entry.Observation(
            scenario: "a \"scenario\" | & \u{1}",
            program: ["_ = try await store1.listModules()  // in task 2", "}"],
            expected: "this",
            got: "that"
        )
        #expect(clauses.map(\.violations) == [[], [], [violation, violation], [violation], [], [violation]])
        #expect(clauses.map(\.likelyCause) == [nil, nil, Self.likelyCause, nil, nil, nil])
        #expect(clauses.map { $0.hint != nil } == [false, false, true, true, false, true])
        #expect(clauses[2].hint == Clause.filter2.hint)
    }

    @Test func `the badge shows the conclusion and the version`() throws {
        #expect(
            try text(.badge, of: Self.complete(.passed)).contains("<title>conforms · contract 1.3</title>")
        )
        #expect(
            try text(.badge, of: Self.complete(.failed)).contains("<title>does not conform · contract 1.3</title>")
        )
        #expect(try text(.badge, of: Self.complete(.kitError)).contains("<title>not judged · contract 1.3</title>"))
    }

    @Test func `a part of the contract has no badge`() throws {
        #expect(try Self.report.text(.badge) == nil)
        #expect(try Report([.sample(.make1, .passed)]).text(.badge) == nil)
    }
}
