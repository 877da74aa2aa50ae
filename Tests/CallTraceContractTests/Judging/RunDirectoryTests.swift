import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct RunDirectoryTests {
    private static let abandoned = "call-trace-conformance-x"

    /// Runs a body with a new directory, which is removed afterward.
    private func withParent(_ body: (String) async throws -> Void) async throws {
        let parent = "\(NSTemporaryDirectory())run-directory-tests-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: parent) }
        try await body(parent)
    }

    private func contents(of directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
    }

    private func abandon(_ name: String, in parent: String, isLockable: Bool = true) throws {
        try FileManager.default.createDirectory(atPath: "\(parent)/\(name)/7", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(parent)/\(name)/7/database"))
        if isLockable { try Data().write(to: URL(filePath: "\(parent)/\(name)/lock")) }
    }

    private func judge(in parent: String) async {
        let subject = Subject(InMemoryStore.self) { $0.path }.with { $0.directory = parent }
        #expect(await Clause.make1.judge(subject).outcome == .passed)
    }

    @Test func `an abandoned directory is removed by the next run`() async throws {
        try await withParent { parent in
            try abandon(Self.abandoned, in: parent)
            await judge(in: parent)
            #expect(try contents(of: parent) == [])
        }
    }

    @Test func `nothing else is removed`() async throws {
        try await withParent { parent in
            // The lock of a directory is created after the directory.
            try abandon("call-trace-conformance-new", in: parent, isLockable: false)
            try abandon("other-\(Self.abandoned)", in: parent)
            await judge(in: parent)
            #expect(try contents(of: parent) == ["call-trace-conformance-new", "other-\(Self.abandoned)"])
        }
    }

    @Test func `a directory that another process uses is kept until that process ends`() async throws {
        try await withParent { parent in
            try abandon(Self.abandoned, in: parent)
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "exec 9<> \"$0\"; flock 9 && echo locked; exec sleep 86400"]
            process.arguments?.append("\(parent)/\(Self.abandoned)/lock")
            process.standardOutput = output
            try process.start()
            defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
            #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "locked\n")
            await judge(in: parent)
            #expect(try contents(of: parent) == [Self.abandoned])
            #expect(try contents(of: "\(parent)/\(Self.abandoned)") == ["7", "lock"])
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            await judge(in: parent)
            #expect(try contents(of: parent) == [])
        }
    }

    @Test func `the trials of a process share a directory that is removed with the last of them`() async throws {
        try await withParent { parent in
            let first = try ScratchDirectory(in: parent, for: "A-1")
            let second = try ScratchDirectory(in: parent, for: "A-2")
            let runs = try contents(of: parent)
            #expect(runs.count == 1 && runs.allSatisfy { $0.hasPrefix("call-trace-conformance-") })
            #expect(try contents(of: "\(parent)/\(runs[0])").map { String($0.prefix(4)) } == ["A-1-", "A-2-", "lock"])
            #expect(first.path != second.path)
            try await first.remove()
            #expect(try contents(of: parent) == runs)
            try await second.remove()
            #expect(try contents(of: parent) == [])
            await judge(in: parent)
            #expect(try contents(of: parent) == [])
        }
    }

    @Test func `a directory that cannot be created is a kit error`() async {
        let verdict = await Clause.make1.judge(
            Subject(InMemoryStore.self) { $0.path }.with { $0.directory = "/proc" }
        )
        #expect(verdict.outcome == .kitError)
        #expect(verdict.reason?.hasPrefix("the directory /proc/call-trace-conformance-") == true)
    }
}
