import ArgumentParser
import FaultyStores
import Foundation
import TestSupport
import Testing

@testable import CallTraceContract
@testable import conformance

/// Judges the clauses that need a child process, with the command as that process.
@Suite struct ChildCommandTests {
    private static let clauses = [Clause.make7, .add8, .add9, .add10, .add11]

    /// The built command as a child process that opens a store.
    private static func child(of store: String) -> ProcessLauncher {
        ProcessLauncher(executable: Command.path, arguments: ProcessLauncher.child(of: store).arguments)
    }

    private func condemning(_ subject: AnySubject, in child: String) async -> [Clause] {
        var condemning: [Clause] = []
        for clause in Self.clauses {
            let verdict = await clause.judge(subject.launchingProcesses(with: Self.child(of: child)))
            if verdict.outcome == .failed {
                condemning.append(clause)
            } else {
                #expect(verdict.outcome == .passed && verdict.notes.isEmpty, "\(verdict.details ?? "")")
            }
        }
        return condemning
    }

    @Test(arguments: [
        ("acknowledge before commit", [Clause.add8, .add11]), ("two transactions", [.add10]), ("no rollback", [.add10]),
        ("written in chunks", [.add10]), ("newline by itself", [.add10, .add11]), ("read without a lock", [.add10]),
        ("short write unnoticed", [.add10, .add11]), ("rolled back after a crash", [.add11]),
    ])
    func `a mistake that takes two processes to see is condemned`(name: String, broken: [Clause]) async throws {
        let store = try FaultyStore.named(name)
        #expect(store.broken == broken)
        let condemning = await condemning(store.subject, in: name)
        #expect(condemning == broken)
    }

    @Test(arguments: ["a journal in a file", "one file per batch"])
    func `a lawful store in files is not condemned`(name: String) async throws {
        let subject = try Catalog.subject(named: name)
        #expect(await condemning(subject, in: name) == [])
    }

    @Test func `the SQLite store is not condemned`() async {
        #expect(await condemning(ReferenceStore.sqlite.subject, in: "sqlite") == [])
    }

    @Test func `a store that cannot be opened in the child process fails`() async throws {
        let subject = Subject(PlainStore.self) { "mysql://john:open-sesame@unreachable/\($0)" }
            .with { $0.makeStore = { _ in try await PlainStore.makeStore(connectionString: "mysql://plain/") } }
        let judged = AnySubject(subject).launchingProcesses(with: Self.child(of: "a journal in a file"))
        let violation = try #require(await Clause.add11.judge(judged).violations.first)
        #expect(violation.got.contains("the host unreachable does not answer"))
    }

    @Test func `a mistake that takes two processes to see is found as a likely cause`() async throws {
        let store = try FaultyStore.named("rolled back after a crash")
        let subject = store.subject.launchingProcesses(with: Self.child(of: store.name))
        let verdict = await Clause.add11.verdict(on: subject, launcher: Self.child)
        #expect(verdict.likelyCause == store.mistake)
    }

    @Test func `a child process does not outlive its parent`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "journal-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: file) }
        let instructions = ChildInstructions(
            clause: "ADD-11",
            storeName: "a journal in a file",
            connectionString: "journal://john@plain\(file.path())",
            directory: "",
            work: .adds,
            series: BatchSeries(count: 1, size: 1),
            waitsForKill: true
        )
        let launcher = Self.child(of: instructions.storeName)
        let (status, printed) = try await onThread {
            let (process, input, output) = (Process(), Pipe(), Pipe())
            process.executableURL = URL(filePath: launcher.executable)
            process.arguments = launcher.arguments
            process.environment = [
                ChildInstructions.variable: String(decoding: try JSONEncoder().encode(instructions), as: UTF8.self)
            ]
            process.standardInput = input
            process.standardOutput = output
            try process.start()
            try input.fileHandleForWriting.close()
            let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, printed)
        }
        #expect(status == EXIT_FAILURE && !printed.contains("done"))
    }

    @Test func `the help does not list the child command`() {
        #expect(!Conformance.helpMessage().contains("child"))
    }
}
