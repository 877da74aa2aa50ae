import FaultyStores
import Testing

@testable import CallTraceContract

@Suite struct ViolationTests {
    private func firstViolation(of store: FaultyStore, against clause: Clause) async throws -> Violation {
        try #require(await clause.judge(store.subject).violations.first)
    }

    @Test func `a violation shows what was done, as Swift, and what was expected and observed`() async throws {
        let violation = try await firstViolation(of: .named("LIKE prefix"), against: .filter2)
        let lines = violation.description.split(separator: "\n").map(String.init)
        #expect(lines[0] == "the prefix \"a_\" against the wildcard _")
        #expect(
            lines[1].hasPrefix(
                "    let store1 = try await FaultyStore.named(\"LIKE prefix\")"
                    + ".makeStore(connectionString: \"mysql://john:***@plain/FILTER-2-"
            )
        )
        #expect(
            lines[2...].joined(separator: "\n") == """
                    try await store1.add([
                        CallTrace(module: "m", qualname: "a_b"),
                        CallTrace(module: "m", qualname: "axb"),
                    ])
                    let thunks1 = try await store1.filter(module: "m", qualnamePrefix: "a_")
                expected: 1 trace
                    CallTrace(module: "m", qualname: "a_b")
                got:      2 traces
                    CallTrace(module: "m", qualname: "axb")
                    CallTrace(module: "m", qualname: "a_b")
                """
        )
    }

    @Test func `a violation shows only the operations of its own scenario`() async throws {
        let violations = try await Clause.filter5.judge(FaultyStore.named("limit before prefix").subject)
            .violations
        #expect(violations.map(\.scenario) == ["newer traces of another function"])
        #expect(violations.first?.steps.count == 4)
    }

    @Test func `long lists are described by their first difference`() async throws {
        let violation = try await firstViolation(of: .named("oldest first"), against: .filter4)
        #expect(violation.expected.hasPrefix("5 traces, newest first\n"))
        let many = Batch.numbered(0..<260).traces
        let text = Trial.difference(between: many.reversed().map(Decoded.trace), and: many, isOrdered: true)
        #expect(text.expected == "260 traces, newest first")
        #expect(text.got.contains("first out of place, at index 0"))
    }

    @Test func `neither the program nor an error reveals a password`() async throws {
        struct Revealing: Error {
            let connectionString: String
        }
        let subject = Subject(PlainStore.self) { "mysql://john:open-sesame@host/\($0)" }
            .with { $0.makeStore = { throw Revealing(connectionString: $0) } }
        let text = try #require(await Clause.make1.judge(subject).violations.first).description
        #expect(!text.contains("open-sesame"))
        #expect(text.contains("mysql://john:***@host/"))
    }
}
