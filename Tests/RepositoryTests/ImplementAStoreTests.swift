import CallTraceConformance
import Foundation
import Testing

/// What a reader of the guide Implement a store types is compiled, and judged as the guide says.
@Suite struct ImplementAStoreTests {
    private static let steps = 1...5

    /// The code blocks of a step, whose section has its number, in a language or in none.
    private static func blocks(_ language: String, ofStep step: Int? = nil) throws -> [String] {
        let page = try Repository.text(
            "Conformance/CallTraceConformance/CallTraceConformance.docc/ImplementAStore.md"
        )
        let section =
            try step.map { step in
                try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix("\(step). ") })
            } ?? page
        return section.matches(of: #/^```(\w*)\n(.*?)\n```$/#.dotMatchesNewlines().anchorsMatchLineEndings())
            .filter { $0.1 == language }
            .map { String($0.2) }
    }

    /// The modules that lines of code import, publicly or not.
    private static func imports(in lines: [Substring]) -> [Substring] {
        lines.compactMap { $0.wholeMatch(of: #/(?:public )?import (\w+)/#)?.1 }
    }

    @Test(arguments: steps) func `every Swift block of a step is compiled`(_ step: Int) throws {
        let file = try Repository.text("Tests/RepositoryTests/ImplementAStore/Step\(step).swift")
        let manifest = try Repository.text("Examples/minimal-store/Package.swift")
        for block in try Self.blocks("swift", ofStep: step) {
            if block.hasPrefix("// swift-tools-version") {
                let expected = manifest.replacing("minimal-store", with: "trace-file")
                    .replacing("MinimalStore", with: "TraceFile")
                    .replacing("../..", with: "../swift-call-traces")
                    .replacing(#/ +\/\/.*\n/#, with: "")
                #expect(block + "\n" == expected)
                continue
            }
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
            let imports = Self.imports(in: lines)
            // The reader's own module is this one.
            let compiled = Self.imports(in: file.split(separator: "\n")) + ["TraceFile"]
            #expect(Set(imports).isSubset(of: compiled), "\(imports)")
            let code = lines.dropFirst(imports.count).drop(while: \.isEmpty)
                .map { $0.isEmpty ? "\n" : "    \($0)\n" }
                .joined()
            #expect(file.contains(code), "\(block)")
        }
    }

    @Test func `every Swift block is in a step`() throws {
        #expect(try Self.steps.flatMap { try Self.blocks("swift", ofStep: $0) } == Self.blocks("swift"))
    }

    @Test func `the first step fails as it is shown`() async throws {
        try await expectReport(of: .make2, on: Subject(Step1.TraceFile.self) { $0.path }, asShownInStep: 1)
    }

    @Test func `a killed process leaves the third step a file that it cannot read, as it is shown`() async throws {
        try await expectReport(of: .add11, on: Subject(Step3.TraceFile.self) { $0.path }, asShownInStep: 3)
    }

    @Test func `the third step leaves a part of a batch`() async throws {
        var subject = Subject(Step3.TraceFile.self) { $0.path }
        subject.findsLikelyCause = false
        try await withKnownIssue {
            try await Clause.add10.verify(subject)
        } matching: { issue in
            issue.comments.contains { $0.rawValue.hasPrefix("TraceFile: ADD-10 MUST a batch is all or nothing\n") }
        }
    }

    /// Expects that a store breaks a clause, with every part of the first output of a step in what is reported.
    private func expectReport(
        of clause: Clause,
        on subject: Subject<some CallTraceStore>,
        asShownInStep step: Int
    ) async throws {
        let output = try #require(Self.blocks("", ofStep: step).first)
        let shown = output.split(separator: #/^ *\.\.\.$\n?/#.anchorsMatchLineEndings()).map { part in
            part.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("✘") }
                .map { $0.isEmpty ? "" : String($0.dropFirst(2)) }
                .joined(separator: "\n")
        }
        @Sendable func comparable(_ text: String) -> String { text.replacing(#/\w+-\d+-\w+-\d+/#, with: "") }
        try await withKnownIssue {
            try await clause.verify(subject)
        } matching: { issue in
            let reported = comparable(issue.comments.map(\.rawValue).joined())
            return shown.allSatisfy { reported.contains(comparable($0)) }
        }
    }

    private static let clauses = [Clause.make2, .add10, .filter4, .filter5, .filter9]

    @Test(arguments: clauses) func `the second step upholds a clause`(_ clause: Clause) async throws {
        try await clause.verify(Step2.described)
    }

    @Test(arguments: clauses + [.add11]) func `the fourth step upholds a clause`(_ clause: Clause) async throws {
        try await clause.verify(Subject(Step4.TraceFile.self) { $0.path })
    }

    @Test(arguments: [Clause.make5, .make8, .thunk1, .thunk2, .thunk4])
    func `what the fifth step declares is judged in full`(_ clause: Clause) async throws {
        let verdict = await clause.judge(Step5.described)
        #expect(verdict.outcome == .passed && verdict.formText == nil, "\(verdict.details ?? "")")
    }

    @Test func `a file of something else is not opened, and stays as it is`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "not-a-trace-file-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("a letter\n\n".utf8).write(to: file)
        await #expect(throws: CallTraceError.self) {
            try await Step4.TraceFile.makeStore(connectionString: file.path)
        }
        #expect(try Data(contentsOf: file) == Data("a letter\n\n".utf8))
    }
}
