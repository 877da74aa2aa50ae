import CallTraceContract
import FaultyStores
import Foundation
import Testing

@Suite struct ShrunkHistoryTests {
    private func violation(of subject: AnySubject, histories: Histories = Histories()) async -> Violation? {
        var subject = subject
        subject.histories = histories
        return await Clause.model1.judge(subject).violations.first
    }

    @Test func `histories that condemn stores of the catalog shrink to a median of four operations`()
        async throws
    {
        var lengths: [Int] = []
        for store in FaultyStore.all {
            guard let violation = await violation(of: store.subject, histories: Histories(count: 5, steps: 16)) else {
                continue
            }
            lengths.append(violation.steps.count)
        }
        // Random histories find many kinds of mistakes; if few were found, the median would say little.
        #expect(lengths.count >= 50)
        #expect(lengths.sorted()[lengths.count / 2] <= 4)
        #expect(lengths.allSatisfy { $0 <= 9 }, "\(lengths.sorted())")
    }

    @Test(arguments: [
        ("limit before prefix", Clause.model1), ("hasPrefix", .model1), ("stale list", .model1),
        ("racing add", .add9), ("racing add", .model3),
    ])
    func `a printed program is the pasted one, which compiles and fails`(_ name: String, clause: Clause) async throws {
        let verdict = await clause.judge(try FaultyStore.named(name).subject)
        let printed = try #require(verdict.violations.first).program
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "PastedPrograms.swift")
        let pasted = try String(contentsOf: file, encoding: .utf8)
        // The connection string differs each time, and the test is formatted.
        func comparable(_ text: String) -> String {
            text.replacing(#/[A-Z]+-\d-\w+-\d+/#, with: "").filter { !$0.isWhitespace }
        }
        #expect(comparable(pasted).contains(comparable(printed.joined(separator: "\n"))))
    }

    @Test(arguments: [
        // Each fails because of another among hundreds of cases, or by many calls at once.
        ("connection strings trimmed", Clause.make6), ("injection drops", .filter13), ("racing add", .add9),
    ])
    func `the programs of all that fails in a clause are short`(_ name: String, clause: Clause) async throws {
        let verdict = await clause.judge(try FaultyStore.named(name).subject)
        #expect(verdict.outcome == .failed)
        for violation in verdict.violations {
            let lines = violation.program.joined(separator: "\n").split(separator: "\n")
            #expect(lines.count <= 25, "\(violation)")
        }
    }

    @Test(arguments: ["racing add", "modules after traces"])
    func `a store with a race is condemned with a program that runs the calls concurrently`(
        _ name: String
    ) async throws {
        let verdict = await Clause.model2.judge(try FaultyStore.named(name).subject)
        let violation = try #require(verdict.violations.first)
        #expect(violation.program.contains { $0.hasPrefix("    async let task2") })
        #expect(violation.program.contains("    try #require(lawful.contains(answers))"))
        #expect(verdict.notes.contains("40 concurrent histories, seed 1"))
    }
}
