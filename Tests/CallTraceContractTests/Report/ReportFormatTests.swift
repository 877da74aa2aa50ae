import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct ReportFormatTests {
    private static let violation = Violation(
        clause: .filter2,
        storeName: "A<B>",
        scenario: "a \"scenario\" | & \u{1}",
        steps: [Step(operation: .listModules(store: 1), task: 2)],
        expected: "this",
        got: "that"
    ) {
        ["_ = try await store1.listModules()  // in task 2"]
    }

    private static let report = Report(
        [
            (Clause.make1, Outcome.passed), (.make2, .notApplicable("there is nothing")),
            (.filter2, .failed([violation])),
            (.thunk4, .warned([violation])), (.list1, .kitError("no disk")),
            (.list2, .deviates([violation], reason: "it pages")),
        ].map { clause, outcome in
            Verdict(
                clause: clause,
                storeName: "A<B>",
                form: nil,
                outcome: outcome,
                observations: 1,
                notes: [],
                duration: .milliseconds(1_500)
            )
        }
    )

    @Test func `JUnit has a case a clause, and each outcome in its own element`() throws {
        let lines = try Self.report.text(.junit).split(separator: "\n").map(String.init)
        #expect(lines[2].contains(#"name="A&lt;B&gt;" tests="6" failures="1" errors="1" skipped="1" time="9.000""#))
        let text = lines.joined(separator: "\n")
        #expect(text.ranges(of: "<testcase ").count == 6)
        #expect(text.contains(#"name="MAKE-1 MUST a fresh store is empty and usable" time="1.500"/>"#))
        #expect(text.contains(#"<skipped message="there is nothing"/>"#))
        #expect(text.contains(#"<failure message="the prefix is literal, by bytes">"#))
        #expect(text.contains("a &quot;scenario&quot; | &amp; \u{fffd}"))
        #expect(text.contains("<system-out>warning: "))
        #expect(text.contains(#"<error message="kit error">kit error, not the store's: no disk</error>"#))
        #expect(text.contains("<system-out>known to deviate: it pages"))
    }

    @Test func `Markdown has a table of the clauses and the stories of violations`() throws {
        let text = try Self.report.text(.markdown)
        #expect(text.hasPrefix("## A<B> does not conform\n\nContract 1.1. 1 passed, 1 failed, 1 warned, 1 deviates,"))
        #expect(
            text.contains("| MAKE-2 | MUST | opening again sees the same traces | not applicable | there is nothing |")
        )
        #expect(text.contains("| LIST-2 | MUST | there is no limit on modules | deviates | it pages |"))
        #expect(text.contains("### FILTER-2 MUST the prefix is literal, by bytes\n\n```\n"))
        #expect(text.contains("try await store1.listModules()  // in task 2"))
    }

    @Test func `JSON has an entry a clause`() throws {
        struct Document: Decodable {
            struct Entry: Decodable {
                let clause: String
                let outcome: String
                let seconds: Double
            }
            let store: String
            let contract: String
            let conclusion: String
            let counts: [String: Int]
            let clauses: [Entry]
        }
        let document = try JSONDecoder().decode(Document.self, from: Data(Self.report.text(.json).utf8))
        #expect(document.store == "A<B>" && document.contract == "1.1" && document.conclusion == "does not conform")
        #expect(document.counts["failed"] == 1 && document.counts["passed"] == 1)
        #expect(document.clauses.map(\.clause) == ["MAKE-1", "MAKE-2", "FILTER-2", "THUNK-4", "LIST-1", "LIST-2"])
        #expect(document.clauses.allSatisfy { $0.seconds == 1.5 })
    }

    @Test func `the badge says the conclusion and the version`() {
        #expect(Report([Self.report.verdicts[0]]).badge.contains("<title>conforms · contract 1.1</title>"))
        #expect(Self.report.badge.contains("<title>does not conform · contract 1.1</title>"))
    }
}
