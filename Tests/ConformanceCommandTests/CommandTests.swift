import ArgumentParser
import CallTraceContract
import FaultyStores
import Foundation
import Testing

@testable import conformance

@Suite struct CommandTests {
    private func expectWrongUse(_ run: Command.Run) {
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(run.error.contains("Error: "))
    }

    @Test(arguments: [("in-memory", "InMemoryStore"), ("sqlite", "SQLiteStore")])
    func `a store that upholds the selected clauses exits with 0`(_ store: String, name: String) async throws {
        let run = try await Command.run([
            "check", store, "--clause", "FILTER-4", "--clause", "make-1", "--group", "LIST",
        ])
        #expect(run.code == 0)
        let ids = run.output.split(separator: "\n").compactMap { $0.firstMatch(of: #/^  ([A-Z]+-\d+)/#)?.1 }
        #expect(ids == ["MAKE-1", "FILTER-4", "LIST-1", "LIST-2", "LIST-3", "LIST-4"])
        #expect(run.output.contains("\n6 clauses in "))
        #expect(run.output.contains("6 passed, 0 failed, 0 warned, 0 deviates, 0 not applicable, 0 kit error"))
        #expect(run.output.hasSuffix("\n\(name), 6 of 46 clauses judged: passed.\n"))
        #expect(!run.output.contains("\u{1b}"), "neither color nor progress without a terminal")
    }

    @Test(arguments: [
        ["check", "no-such-store"], ["check"], ["check", "sqlite", "--clause", "FILTERR-4"],
        ["check", "sqlite", "--clause", "LIST-5"], ["check", "sqlite", "--clause", "FILTER"],
        ["check", "sqlite", "--clause", ""], ["check", "sqlite", "--group", ""],
        ["check", "sqlite", "--clause", "FILTER-4", "--clause", ""],
        ["check", "sqlite", "--group", "FILTER-4"], ["check", "sqlite", "--group", "FILTERS"],
        ["contract", "--format", "pdf"], ["check", "sqlite", "--report", "junit"],
        ["check", "sqlite", "--output", "x"], ["check", "sqlite", "--histories", "0"],
        ["check", "sqlite", "--steps", "0"],
        ["check", "sqlite", "--seed", "-1"],
        ["check", "sqlite", "--report", "pdf", "--output", "x"],
        ["check", "sqlite", "--report", "badge", "--output", "x"], ["no-such-command"],
        ["check", "sqlite", "--clause", "FILTER-4", "--badge", "x"],
        ["check", "sqlite", "--group", "FILTER", "--badge", "x"], ["child", "sqlite"],
        ["measure"], ["measure", "no-such-store"], ["measure", "sqlite", "--size", "0"],
        ["measure", "sqlite", "--directory", "/no/such/folder"],
        ["check", "python"], ["check", "python", "--connection-string", "{path}"],
        ["check", "python", "list_store:ListStore"], ["check", "adapter", "--connection-string", "{path}"],
        ["check", "adapter", "--connection-string", "a fixed one", "--", "cat"],
        ["check", "sqlite", "list_store:ListStore"],
        ["check", "adapter", "--connection-string", "{path}", "--time-limit", "0", "--", "cat"],
    ])
    func `wrong use exits with 2 and says what to do`(_ arguments: [String]) async throws {
        expectWrongUse(try await Command.run(arguments))
    }

    @Test(
        arguments: [
            (["adapter"], ["--", "no-such-program"], "it exited with 127"),
            (["adapter"], ["--", "sh", "-c", "echo use Python 3.9 >&2; exit 1"], "use Python 3.9"),
            (["adapter", "--time-limit", "1"], ["--", "sleep", "600"], "it has answered nothing for 1.0 seconds"),
            (["python", "--python", "no-such-python"], ["list_store:ListStore"], "no-such-python"),
        ]
    )
    func `an adapter that does not come up exits with 2 and says why`(
        _ store: [String],
        _ command: [String],
        reason: String
    ) async throws {
        let run = try await Command.run(["check"] + store + ["--connection-string", "{path}"] + command)
        #expect(run.code == 2)
        #expect(run.error.hasPrefix("Error: The adapter did not come up: "))
        #expect(run.error.contains(reason), "\(run.error)")
        #expect(run.output == "")
    }

    @Test(arguments: ["", "/no/such/folder/file", "/no/such/folder/", "/proc/file", "/proc", "FOLDER", "FOLDER/a/b"])
    func `a file that cannot be written exits with 2 before anything is judged`(_ path: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = path.replacing("FOLDER", with: folder.path)
        expectWrongUse(
            try await Command.run(["check", "in-memory", "--clause", "FILTER-4", "--report", "json", "--output", path])
        )
        expectWrongUse(try await Command.run(["check", "in-memory", "--badge", path]))
        #expect(try folder.contents.isEmpty)
    }

    @Test(arguments: ["", "/no/such/folder", "/proc", "FOLDER/file"])
    func `a directory that cannot be used exits with 2 before anything is judged`(_ path: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data().write(to: folder.url.appending(path: "file"))
        let path = path.replacing("FOLDER", with: folder.path)
        expectWrongUse(try await Command.run(["check", "sqlite", "--clause", "MAKE-1", "--directory", path]))
        #expect(try folder.contents == ["file"])
    }

    @Test func `a store of the catalog is judged by its name, by the histories requested`() async throws {
        let run = try await Command.run([
            "check", "limit before prefix", "--clause", "MODEL-1", "--histories", "60", "--steps", "29", "--seed", "3",
        ])
        #expect(run.code == 1)
        #expect(run.output.contains("note: 60 random histories of 29 steps, seed 3"))
        #expect(run.output.contains("#expect(try thunks1.map { try $0.toTrace() } == ["))
        #expect(run.output.contains(#/\n {6}likely cause: .*the limit was applied before the prefix\n/#))
        #expect(run.output.hasSuffix("\nlimit before prefix, 1 of 46 clauses judged: failed.\n"))
    }

    @Test func `conclusions have their exit codes`() {
        #expect(ExitCode(Report.Conclusion.conforms) == nil)
        #expect(ExitCode(Report.Conclusion.deviates) == nil)
        #expect(ExitCode(Report.Conclusion.doesNotConform)?.rawValue == 1)
        #expect(ExitCode(Report.Conclusion.unjudged)?.rawValue == 1)
        #expect(ExitCode(Report.Conclusion.kitError)?.rawValue == 3)
    }

    @Test func `databases are created in the given directory and removed`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let mine = folder.url.appending(path: "monkeytype.sqlite3")
        try Data("mine".utf8).write(to: mine)
        let run = try await Command.run(["check", "sqlite", "--group", "MAKE", "--directory", folder.path])
        #expect(run.code == 0)
        #expect(try folder.contents == ["monkeytype.sqlite3"])
        #expect(try Data(contentsOf: mine) == Data("mine".utf8))
    }

    @Test(arguments: [Report.Format.junit, .markdown, .json])
    func `a report is written to a file, which may exist`(_ format: Report.Format) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for _ in 1...2 {
            let run = try await Command.run([
                "check", "in-memory", "--clause", "FILTER-4", "--report", format.rawValue,
                "--output", folder.path(of: "report"),
            ])
            #expect(run.code == 0)
            #expect(try String(contentsOfFile: folder.path(of: "report"), encoding: .utf8).contains("FILTER-4"))
            #expect(try folder.contents == ["report"])
        }
    }

    @Test func `a badge is written for the whole contract`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await Command.run([
            "check", "in-memory", "--histories", "2", "--steps", "5", "--badge", folder.path(of: "badge.svg"),
        ])
        #expect(run.code == 0)
        #expect(run.output.hasSuffix("\nInMemoryStore conforms.\n"))
        #expect(
            try String(contentsOfFile: folder.path(of: "badge.svg"), encoding: .utf8)
                .contains("conforms · contract 1.3")
        )
    }

    @Test func `a run in which no clause applies exits with 1 and says so`() async throws {
        let run = try await Command.run(["check", "in-memory", "--clause", "MAKE-4"])
        #expect(run.code == 1)
        #expect(run.output.hasSuffix("InMemoryStore was not judged by any clause.\n"))
    }

    @Test func `a store is measured, and its databases are removed`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await Command.run([
            "measure", "sqlite", "--size", "20", "--size", "30", "--directory", folder.path,
        ])
        #expect(run.code == 0)
        #expect(run.output.hasPrefix("| operation "))
        #expect(run.output.contains(#/\| listModules +\| +20 \| .+ \|\n\| listModules +\| +30 \| /#))
        #expect(run.output.contains("| SQLiteStore | InMemoryStore | ratio |"))
        #expect(try folder.contents.isEmpty)
    }

    @Test func `a store that throws while it is measured, for lack of space, exits with 1`() async throws {
        let limited = "trap '' XFSZ; ulimit -f 8; exec '\(Command.path)' measure sqlite --size 20"
        let run = try await Command.run(["-c", limited], executable: "/bin/sh")
        #expect(run.code == 1)
        #expect(run.output.hasPrefix("SQLiteStore: “") && run.output.contains("” threw CallTraceError: "))
    }

    @Test func `the contract is printed as text and as Markdown`() async throws {
        #expect(try await Command.run(["contract"]).output == ContractDocument.text)
        #expect(try await Command.run(["contract", "--format", "markdown"]).output == ContractDocument.markdown)
    }

    @Test func `the version is that of the contract`() async throws {
        let run = try await Command.run(["--version"])
        #expect(run.code == 0 && run.output == "call-trace store contract \(Contract.Version.current)\n")
    }

    @Test func `every store is listed`() async throws {
        let run = try await Command.run(["stores"])
        #expect(run.code == 0)
        let lines = run.output.split(separator: "\n").map(String.init)
        for name in ReferenceStore.allCases.map(\.rawValue) { #expect(lines.contains("  \(name)")) }
        for store in FaultyStore.all { #expect(lines.contains("  \(store.name): \(store.mistake)")) }
        for store in LawfulStore.all { #expect(lines.contains("  \(store.name): \(store.oddity)")) }
        #expect(lines.count { $0.hasPrefix("  ") } == ChosenStore.names.count)
        for name in ChosenStore.names { #expect(throws: Never.self) { try ChosenStore(named: name) } }
    }

    @Test(arguments: [
        (["check", "sqllite"], "sqlite"), (["check", "In-Memory"], "in-memory"),
        (["check", "limit befor prefix"], "limit before prefix"),
        (["matrix", "--store", "limit befor prefix"], "limit before prefix"),
        (["matrix", "--store", "oldest first", "--store", "has prefix"], "hasPrefix"),
    ])
    func `a misspelled store is refused with a suggestion`(_ arguments: [String], suggestion: String) async throws {
        let run = try await Command.run(arguments)
        expectWrongUse(run)
        #expect(run.error.contains("; did you mean \"\(suggestion)\"? `conformance stores` lists them all."))
    }

    @Test(arguments: [["check", "redis"], ["matrix", "--store", "sqlite"]])
    func `a name unlike any other is refused without a suggestion`(_ arguments: [String]) async throws {
        let run = try await Command.run(arguments)
        expectWrongUse(run)
        #expect(!run.error.contains("did you mean"))
        #expect(run.error.contains("There is no store named \"\(arguments.last ?? "")\". `conformance stores` lists"))
    }
}
