import CallTraceContract
import Foundation
import Testing

@Suite struct ContractTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Conformance/CallTraceContract")

    @Test func `every clause of the contract is there, in order`() {
        let numbers: KeyValuePairs = [
            "MAKE": 8, "ADD": 13, "FILTER": 13, "LIST": 5, "THUNK": 5, "MODEL": 2, "SCALE": 2,
        ]
        let ids = numbers.flatMap { group, count in (1...count).map { "\(group)-\($0)" } }
        #expect(Contract.allClauses.map(\.id) == ids)
    }

    @Test func `what is opt-in or leaves something open is not among the clauses to test`() {
        #expect(Contract.unjudged.map(\.id) == ["LIST-5"])
        #expect(Contract.optIn.map(\.id) == ["SCALE-1", "SCALE-2"])
        let all = Contract.clauses.count + Contract.optIn.count + Contract.unjudged.count
        #expect(all == Contract.allClauses.count)
        #expect(Contract.clauses.allSatisfy { $0.standing == .judged })
    }

    @Test(arguments: Contract.allClauses) func `a clause says what it demands and where to look`(_ clause: Clause) {
        #expect(!clause.title.isEmpty && !clause.text.isEmpty)
        #expect(clause.standing != .judged || !clause.hint.isEmpty)
        #expect("\(clause)" == "\(clause.id) \(clause.level.rawValue) \(clause.title)")
    }

    @Test(arguments: Contract.allClauses) func `a clause is in the file of its id`(_ clause: Clause) throws {
        let file = Self.folder.appending(path: "Clauses/\(clause.group.rawValue)/\(clause.id).swift")
        let name = "\(clause.group.rawValue.lowercased())\(clause.number)"
        #expect(try String(contentsOf: file, encoding: .utf8).contains("public static let \(name) = Clause("))
    }

    @Test func `the published contract is the one the code prints`() throws {
        let file = Self.folder.appending(path: "CallTraceContract.docc/Contract.md")
        let published = try String(contentsOf: file, encoding: .utf8)
        #expect(
            published == ContractDocument.markdown,
            "print it anew: swift run conformance contract --format markdown"
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

    @Test func `clauses are chosen by group in the order of the contract`() {
        #expect(
            Contract.clauses(of: .list, .make).map(\.group) == Array(repeating: .make, count: 8)
                + Array(repeating: .list, count: 4)
        )
    }
}
