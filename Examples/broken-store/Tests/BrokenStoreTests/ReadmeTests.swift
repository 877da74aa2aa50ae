import BrokenStore
import CallTraceConformance
import Foundation
import Testing

/// What the README shows is what the kit prints.
@Suite struct ReadmeTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the verdict on SwiftStringStore is shown`() async throws {
        try await expectShown(Clause.list4, on: ephemeral(SwiftStringStore.self))
    }

    @Test func `the verdict on UpsertStore is shown`() async throws {
        try await expectShown(Clause.model1, on: ephemeral(UpsertStore.self))
    }

    @Test func `the verdict on ReentrantStore is shown`() async throws {
        try await expectShown(Clause.model2, on: ephemeral(ReentrantStore.self))
    }

    @Test func `the line that the README names is the one that verifies`() throws {
        let readme = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        let place = try #require(readme.firstMatch(of: #/BrokenStoreTests\.swift:(\d+):/#))
        let file = Self.folder.appending(path: "Tests/BrokenStoreTests/BrokenStoreTests.swift")
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        let number = try #require(Int(place.1))
        #expect(lines[number - 1].contains("verify(ephemeral(SwiftStringStore.self))"))
    }

    /// Expects what the kit says to begin with what the README shows.
    private func expectShown<Store: CallTraceStore>(_ clause: Clause, on subject: Subject<Store>) async throws {
        let readme = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        let start = try #require(readme.range(of: "↳ \(subject.name): \(clause.id) "))
        let end = try #require(readme[start.lowerBound...].range(of: "\n```"))
        let shown = readme[start.lowerBound..<end.lowerBound].dropFirst(2).replacing("\n  ", with: "\n")
        try await withKnownIssue {
            try await clause.verify(subject)
        } matching: { issue in
            comparable(issue.comments.map(\.rawValue).joined()).hasPrefix(comparable(String(shown)))
        }
    }

    /// A verdict without what differs from run to run: the fresh names, and what concurrent tasks happened to do.
    private func comparable(_ verdict: String) -> String {
        let verdict = verdict.replacing(#/(LIST|MODEL)-(\d)-\w+-\d+/#) { "\($0.1)-\($0.2)" }
        guard verdict.contains("MODEL-2") else { return verdict }
        return verdict.replacing(#/random history \d+/#, with: "random history").replacing(#/\n {4}.*/#, with: "")
    }
}
