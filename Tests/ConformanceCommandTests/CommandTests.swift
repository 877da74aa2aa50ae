import ArgumentParser
import CallTraceContract
import Foundation
import Testing

@testable import conformance

@Suite struct CommandTests {
    private struct Run {
        let code: Int32
        let output: String
        let error: String
    }

    /// Runs the command that was built beside these tests.
    private func run(_ arguments: [String]) throws -> Run {
        let process = Process()
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        process.executableURL = tests.deletingLastPathComponent().appending(path: "conformance")
        process.arguments = arguments
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let texts = [output, error].map {
            String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        process.waitUntilExit()
        return Run(code: process.terminationStatus, output: texts[0], error: texts[1])
    }

    private func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "command-tests-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test(arguments: ["in-memory", "sqlite"]) func `a store that conforms exits with 0`(_ store: String) throws {
        let run = try run(["check", store, "--clause", "FILTER-4", "--clause", "make-1", "--group", "LIST"])
        #expect(run.code == 0)
        let ids = run.output.split(separator: "\n").compactMap { $0.firstMatch(of: #/^  ([A-Z]+-\d+)/#)?.1 }
        #expect(ids == ["MAKE-1", "FILTER-4", "LIST-1", "LIST-2", "LIST-3", "LIST-4"])
        #expect(run.output.contains("\n6 clauses in "))
        #expect(run.output.contains("6 passed, 0 failed, 0 warned, 0 deviates, 0 not applicable, 0 kit error"))
        #expect(run.output.hasSuffix("Store conforms.\n"))
        #expect(!run.output.contains("\u{1b}"), "neither color nor progress where no terminal is")
    }

    @Test func `a kit error exits with 3`() throws {
        let run = try run(["check", "sqlite", "--clause", "MAKE-1", "--directory", "/proc"])
        #expect(run.code == 3)
        #expect(run.output.contains("kit error, not the store's: the folder /proc/"))
        #expect(run.output.hasSuffix("SQLiteStore could not be judged.\n"))
    }

    @Test(arguments: [
        ["check", "no-such-store"], ["check"], ["check", "sqlite", "--clause", "FILTERR-4"],
        ["check", "sqlite", "--clause", "LIST-5"], ["check", "sqlite", "--clause", "FILTER"],
        ["check", "sqlite", "--group", "FILTER-4"], ["check", "sqlite", "--directory", "/no/such/folder"],
        ["contract", "--format", "pdf"], ["check", "sqlite", "--report", "junit"],
        ["check", "sqlite", "--output", "x"], ["check", "sqlite", "--histories", "0"],
        ["check", "sqlite", "--steps", "0"],
        ["check", "sqlite", "--seed", "-1"],
        ["check", "sqlite", "--report", "pdf", "--output", "x"], ["no-such-command"],
    ])
    func `wrong use exits with 2 and says what to do`(_ arguments: [String]) throws {
        let process = try run(arguments)
        #expect(process.code == 2)
        #expect(process.output.isEmpty)
        #expect(process.error.contains("Error: "))
    }

    @Test func `a store of the catalog is judged by its name, by the histories that were asked for`() throws {
        let run = try run([
            "check", "limit before prefix", "--clause", "MODEL-1", "--histories", "60", "--steps", "29", "--seed", "3",
        ])
        #expect(run.code == 1)
        #expect(run.output.contains("note: 60 random histories of 29 steps, seed 3"))
        #expect(run.output.contains("#expect(try thunks1.map { try $0.toTrace() } == ["))
    }

    @Test func `conclusions have their exit codes`() {
        #expect(ExitCode(Report.Conclusion.conforms) == nil)
        #expect(ExitCode(Report.Conclusion.doesNotConform)?.rawValue == 1)
        #expect(ExitCode(Report.Conclusion.kitError)?.rawValue == 3)
    }

    @Test func `databases are made in the folder that was named, and removed`() throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let mine = folder.appending(path: "monkeytype.sqlite3")
        try Data("mine".utf8).write(to: mine)
        let run = try run(["check", "sqlite", "--group", "MAKE", "--directory", folder.path()])
        #expect(run.code == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["monkeytype.sqlite3"])
        #expect(try Data(contentsOf: mine) == Data("mine".utf8))
    }

    @Test(arguments: Report.Format.allCases) func `a report and a badge are written to files`(_ format: Report.Format)
        throws
    {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (report, badge) = (folder.appending(path: "report"), folder.appending(path: "badge.svg"))
        let run = try run([
            "check", "in-memory", "--clause", "FILTER-4", "--report", format.rawValue, "--output", report.path(),
            "--badge", badge.path(),
        ])
        #expect(run.code == 0)
        #expect(try String(contentsOf: report, encoding: .utf8).contains("FILTER-4"))
        #expect(try String(contentsOf: badge, encoding: .utf8).contains("conforms · contract 1.1"))
    }

    @Test func `a report that cannot be written is a kit error`() throws {
        let run = try run([
            "check", "in-memory", "--clause", "FILTER-4", "--report", "json", "--output", "/no/such/folder/report",
        ])
        #expect(run.code == 3)
        #expect(run.error.hasPrefix("Error: /no/such/folder/report cannot be written: "))
    }

    @Test func `a run in which no clause applies exits with 1 and says so`() throws {
        let run = try run(["check", "in-memory", "--clause", "MAKE-4"])
        #expect(run.code == 1)
        #expect(run.output.hasSuffix("InMemoryStore was judged by no clause.\n"))
    }

    @Test func `the contract is printed as text and as Markdown`() throws {
        #expect(try run(["contract"]).output == ContractDocument.text)
        #expect(try run(["contract", "--format", "markdown"]).output == ContractDocument.markdown)
    }
}
