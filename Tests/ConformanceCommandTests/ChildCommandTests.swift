import ArgumentParser
import FaultyStores
import Foundation
import Testing

@testable import CallTraceContract
@testable import conformance

/// The clauses that need another process, with the command as that process.
@Suite struct WriterCommandTests {
    private static let clauses = [Clause.add9, .add10, .add11]

    /// The command that was built beside these tests, as the writer of a store.
    private static func writer(of store: String) -> ProcessLauncher {
        let own = ProcessLauncher.writer(of: store)
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return ProcessLauncher(
            executable: tests.deletingLastPathComponent().appending(path: "conformance").path(percentEncoded: false),
            arguments: own.arguments
        )
    }

    private func condemning(_ subject: Subject, writtenBy store: String) async -> [Clause] {
        var condemning: [Clause] = []
        for clause in Self.clauses {
            let verdict = await clause.judge(subject.launchingProcesses(with: Self.writer(of: store)))
            if verdict.outcome == .failed {
                condemning.append(clause)
            } else {
                #expect(verdict.outcome == .passed && verdict.notes.isEmpty, "\(verdict.details ?? "")")
            }
        }
        return condemning
    }

    @Test(arguments: [
        ("acknowledge before commit", Clause.add11), ("two transactions", .add10), ("no rollback", .add10),
    ])
    func `a mistake that only another process shows is condemned`(name: String, broken: Clause) async throws {
        let store = try FaultyStore.named(name)
        #expect(store.broken == [broken])
        let condemning = await condemning(store.subject, writtenBy: name)
        #expect(condemning == [broken])
    }

    @Test(arguments: ["a journal in a file", "a file a trace"])
    func `a lawful store in files is left alone`(name: String) async throws {
        let subject = try Catalog.subject(named: name)
        #expect(await condemning(subject, writtenBy: name) == [])
    }

    @Test func `the SQLite store survives`() async {
        #expect(await condemning(ReferenceStore.sqlite.subject, writtenBy: "sqlite") == [])
    }

    @Test func `a store that cannot be opened in the other process fails`() async throws {
        let subject = Subject(
            named: "Unreachable",
            makeStore: { _ in try await PlainStore.makeStore(connectionString: "mysql://plain/") },
            connectionString: { "mysql://john:open-sesame@unreachable/\($0)" }
        )
        let judged = subject.launchingProcesses(with: Self.writer(of: "a journal in a file"))
        let violation = try #require(await Clause.add11.judge(judged).violations.first)
        #expect(violation.got.contains("the host unreachable does not answer"))
    }

    @Test func `a store behaves like the mistake that only another process shows`() async throws {
        let store = try FaultyStore.named("acknowledge before commit")
        let subject = store.subject.launchingProcesses(with: Self.writer(of: store.name))
        let verdict = await Clause.add11.judge(subject)
        let likelyCause = await LikelyCause(of: verdict, on: subject, launcher: Self.writer)
        #expect(likelyCause?.description == "behaves like \(store.name): \(store.mistake)")
    }

    @Test func `a writer does not outlive whoever started it`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "journal-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }
        let order = ChildInstructions(
            clause: "ADD-11",
            storeName: "a journal in a file",
            connectionString: "journal://john@plain\(file.path())",
            batches: 1,
            batchSize: 1,
            waitsForKill: true
        )
        let writer = Self.writer(of: order.storeName)
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: writer.executable)
        process.arguments = writer.arguments
        process.environment = [ChildInstructions.variable: String(decoding: try JSONEncoder().encode(order), as: UTF8.self)]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.close()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == EXIT_FAILURE && !printed.contains("done"))
    }

    @Test func `the writer is no command of a person's`() {
        #expect(!Conformance.helpMessage().contains("writer"))
    }
}
