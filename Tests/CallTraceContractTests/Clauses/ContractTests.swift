import CallTraceContract
import Foundation
import Testing

@Suite struct ContractTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "Conformance/CallTraceContract")

    @Test func `the contract has every clause, in order`() {
        let numbers: KeyValuePairs = [
            "MAKE": 8, "ADD": 13, "FILTER": 13, "LIST": 5, "THUNK": 5, "MODEL": 3, "SCALE": 2,
        ]
        let ids = numbers.flatMap { group, count in (1...count).map { "\(group)-\($0)" } }
        #expect(Contract.allClauses.map(\.id) == ids)
    }

    @Test func `opt-in and unspecified clauses are not judged by default`() {
        let unspecified = Contract.allClauses.filter { $0.level == .unspecified }
        #expect(unspecified.map(\.id) == ["LIST-5"] && unspecified.allSatisfy { !$0.isJudged })
        #expect(Contract.optIn.map(\.id) == ["SCALE-1", "SCALE-2"])
        #expect(Contract.defaultClauses.count + Contract.optIn.count + unspecified.count == Contract.allClauses.count)
        #expect(Contract.defaultClauses.allSatisfy { $0.isJudged && !$0.isOptIn })
    }

    @Test(arguments: Contract.allClauses) func `a clause says what it demands and where to look`(_ clause: Clause) {
        #expect(!clause.title.isEmpty && !clause.text.isEmpty)
        #expect(!clause.isJudged || !clause.hint.isEmpty)
        #expect("\(clause)" == "\(clause.id) \(clause.level.rawValue) \(clause.title)")
    }

    @Test(arguments: Contract.allClauses) func `a clause is in the file named after its id`(_ clause: Clause) throws {
        let file = Self.folder.appending(path: "Clauses/\(clause.group.rawValue)/\(clause.id).swift")
        let name = "\(clause.group.rawValue.lowercased())\(clause.number)"
        #expect(try String(contentsOf: file, encoding: .utf8).contains("public static let \(name) = Clause("))
    }

    @Test func `the published contract is the one that the code prints`() throws {
        let file = Self.folder.appending(path: "CallTraceContract.docc/ContractClauses.md")
        let published = try String(contentsOf: file, encoding: .utf8)
        #expect(
            published == ContractDocument.markdown,
            "update it with: swift run conformance contract --format markdown"
        )
        let ids = published.split(separator: "\n").compactMap { line in
            line.split(separator: "|").first.map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0.contains(/^[A-Z]+-\d+$/) }
        #expect(ids == Contract.allClauses.map(\.id))
    }

    @Test func `the contract as text has every clause`() {
        for clause in Contract.allClauses {
            #expect(ContractDocument.text.contains("  \(clause.id)  \(clause.level.rawValue)  \(clause.title)"))
        }
    }

    @Test func `clauses are selected by group in the order of the contract`() {
        #expect(
            Contract.clauses(of: .list, .make).map(\.group) == Array(repeating: .make, count: 8)
                + Array(repeating: .list, count: 4)
        )
    }
}
