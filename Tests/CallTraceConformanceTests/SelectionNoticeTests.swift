import CallTraceContract
import Foundation
import TestSupport
import Testing

@testable import CallTraceConformance

/// The environment variable that selects clauses, tried in test processes of their own.
@Suite struct SelectionNoticeTests {
    private struct Run {
        let status: Int32
        let output: String
    }

    /// Runs tests of this target in another process.
    private func run(_ test: String, selecting clauses: String) async throws -> Run {
        try await onThread {
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            process.arguments =
                ProcessLauncher.bundle(in: CommandLine.arguments)
                + ["--testing-library", "swift-testing", "--filter", test]
            process.environment = ProcessInfo.processInfo.environment.merging([ClauseSelection.variable: clauses]) {
                $1
            }
            process.standardOutput = output
            process.standardError = output
            try process.start()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return Run(status: process.terminationStatus, output: text)
        }
    }

    private let wholeContract = "InMemoryStoreConformance/upholds"

    @Test(arguments: [("LIST-1", 1, 46), ("LIST-1,thunk-3 FILTER-7", 3, 46), ("SCALE", 2, 48)])
    func `a selection judges what it names, and says how much that is`(names: String, count: Int, total: Int)
        async throws
    {
        let run = try await run(wholeContract, selecting: names)
        #expect(run.status == 0)
        #expect(run.output.ranges(of: "CALL_TRACE_CLAUSES: \(count) of \(total) clauses judged").count == 1)
        #expect(run.output.contains("with \(count) test case"))
    }

    @Test func `a misspelled selection fails once, not once for each clause`() async throws {
        let run = try await run(wholeContract, selecting: "FILTERR-4")
        #expect(run.status != 0)
        #expect(run.output.ranges(of: "no clause or group is named \"FILTERR-4\"").count == 1)
        #expect(run.output.contains("with 1 issue"))
    }

    @Test func `a selection that leaves nothing to judge fails`() async throws {
        let run = try await run("OneClause/upholds", selecting: "LIST-1")
        #expect(run.status != 0)
        #expect(run.output.contains("CALL_TRACE_CLAUSES selects no clause that a test judges; nothing was judged"))
    }

    @Test func `a selection that leaves something to judge passes`() async throws {
        #expect(try await run("OneClause/upholds", selecting: "FILTER-8").status == 0)
    }
}

/// A test that names its clause.
@Suite struct OneClause {
    @Test(arguments: [Clause.filter8]) func upholds(_ clause: Clause) async throws {
        try await clause.verify(InMemoryStore.self) { "\($0)" }
    }
}
