import CallTraceConformance
import Foundation
import Testing

/// What a reader can copy from the documents is compiled and run, and what they show is what the kit prints.
@Suite struct ReadmeTests {
    /// The documents that are written by hand; ``ImplementAStoreTests`` looks into its own.
    private static let documents =
        ["README.md"]
        + Repository.files(withExtensions: ["md"]).filter { file in
            let written = ["ContractClauses.md", "FaultyStoresMatrix.md", "FaultSpace.md", "ImplementAStore.md"]
            return file.contains(".docc/") && !written.contains { file.hasSuffix("/\($0)") }
        }

    /// The documents that hosting services look for.
    private static let hidden = [".github/CONTRIBUTING.md", ".github/SECURITY.md"]

    /// The test of an example that the README begins with.
    private static let fiveLines =
        "Examples/json-lines-store/Tests/JSONLinesStoreTests/JSONLinesStoreConformance.swift"

    private static let exampleDocuments = Repository.files(in: "Examples", withExtensions: ["md"])

    /// The code blocks of a document, in a language or in none.
    private static func blocks(_ language: String, in document: String) throws -> [String] {
        var blocks: [String] = []
        var block: (language: Substring, lines: [Substring])?
        for line in try Repository.text(document).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let finished = block {
                    if finished.language == language { blocks.append(finished.lines.joined(separator: "\n")) }
                    block = nil
                } else {
                    block = (line.dropFirst(3), [])
                }
            } else {
                block?.lines.append(line)
            }
        }
        return blocks
    }

    @Test(arguments: documents) func `every Swift block is compiled`(_ document: String) throws {
        let manifest = try Repository.text("Examples/minimal-store/Package.swift")
        let snippets = try Repository.files(in: "Tests/RepositoryTests", withExtensions: ["swift"])
            .filter { $0.hasPrefix("Tests/RepositoryTests/Snippets") }
            .map(Repository.text)
        let file = try Repository.text(Self.fiveLines)
        for block in try Self.blocks("swift", in: document) {
            let indented = block.split(separator: "\n").map { "        \($0)\n" }.joined()
            let dependency = block.replacing("../swift-call-traces", with: "../..")
            #expect(
                file == block + "\n" || (snippets + [manifest]).contains { $0.contains(indented) }
                    || block.hasPrefix(".package") && manifest.contains(dependency),
                "\(block)"
            )
        }
    }

    @Test func `the README begins with five lines that judge a store`() throws {
        let first = try #require(Self.blocks("swift", in: "README.md").first)
        #expect(try Repository.text(Self.fiveLines) == first + "\n")
        #expect(first.split(separator: "\n").count { !$0.hasPrefix("import") } <= 5)
        let beginning = try Repository.text("README.md").split(separator: "\n", omittingEmptySubsequences: false)
            .prefix(60)
        #expect(beginning.contains { $0.hasSuffix("swift run -c release conformance check sqlite") })
        #expect(beginning.contains { $0.hasSuffix("swift test") })
    }

    @Test func `the failure that the README shows is the one that is reported`() async throws {
        let shown = try #require(Self.blocks("", in: "README.md").first { $0.contains("HastyStore") })
            .split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
            .map { $0.isEmpty ? "" : String($0.dropFirst(2)) }
            .joined(separator: "\n")
        @Sendable func comparable(_ text: String) -> String { text.replacing(#/FILTER-5-\w+-\d+/#, with: "") }
        var subject = Subject(HastyStore.self) { "\($0)" }
        subject.isEphemeral = true
        try await withKnownIssue {
            try await Clause.filter5.verify(subject)
        } matching: { issue in
            let reported = issue.comments.map(\.rawValue).joined()
            return comparable(reported) == comparable(shown)
        }
    }

    @Test func `the history that the documentation shows is the one that is reported`() async throws {
        let document = "Conformance/CallTraceContract/CallTraceContract.docc/RandomHistories.md"
        let shown = try #require(Self.blocks("", in: document).first)
        @Sendable func comparable(_ text: String) -> String { text.replacing(#/MODEL-1-\w+-\d+/#, with: "") }
        var subject = Subject(HastyStore.self) { "\($0)" }
        subject.isEphemeral = true
        let violation = try #require(await Clause.model1.judge(subject).violations.first)
        #expect(comparable("\(violation)") == comparable(shown))
    }

    @Test(arguments: documents + hidden + exampleDocuments) func `every link leads somewhere`(_ document: String) throws
    {
        let folder = Repository.root.appending(path: document).deletingLastPathComponent()
        let links = try Repository.text(document).matches(of: #/\]\(([^)]+)\)/#).map(\.1)
        for link in links where !link.hasPrefix("https://") && !link.hasPrefix("doc:") {
            let target = folder.appending(path: String(link)).path(percentEncoded: false)
            #expect(FileManager.default.fileExists(atPath: target), "\(link)")
        }
    }

    @Test func `no document names a symbol's file, which DocC would drop`() throws {
        let symbols = ["Contract", "Clause", "Subject", "Report", "Verdict", "Violation", "Histories", "KillMatrix"]
        for file in Repository.files(withExtensions: ["md"]) where file.contains(".docc/") {
            let name = URL(filePath: file).deletingPathExtension().lastPathComponent
            #expect(!symbols.contains(name), "\(file)")
        }
    }
}
