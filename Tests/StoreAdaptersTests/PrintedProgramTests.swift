import CallTraceContract
import CallTraces
import Foundation
import TestSupport
import Testing

@testable import StoreAdapters

/// A failure of a store behind an adapter prints a program that shows it again, without the kit.
@Suite struct PrintedProgramTests {
    /// What a program prints to its standard output.
    private func output(of program: [String], by interpreter: String) async throws -> String {
        try await onThread {
            let (process, input, output) = (Process(), Pipe(), Pipe())
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [interpreter]
            process.standardInput = input
            process.standardOutput = output
            try process.start()
            try input.fileHandleForWriting.write(contentsOf: Data((program + [""]).joined(separator: "\n").utf8))
            try input.fileHandleForWriting.close()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(program.joined(separator: "\n"))")
            return text
        }
    }

    /// The program of the first violation of a clause.
    private func program(of clause: Clause, on subject: Subject<AdapterStore>) async throws -> [String] {
        try #require(await clause.judge(subject).violations.first).program
    }

    @Test func `requests are piped into the adapter, which answers them as it did`() async throws {
        var subject = Subject(ListStores.perl) { "\($0.path) it's" }
        // It returns identical traces once, so that this is a mistake.
        subject.keepsDuplicates = true
        let program = try await program(of: .filter9, on: subject)
        let answers = try await output(of: program, by: "bash").split(separator: "\n")
        #expect(answers.first == #"{"id":1,"name":"PerlList","protocol":1}"#)
        #expect(answers.count == program.count { $0.contains("{\"id\": ") })
        #expect(
            answers.contains { $0.contains("\"count\":2") },
            "\((program + [""] + answers.map(String.init)).joined(separator: "\n"))"
        )
        #expect(answers.contains { $0.contains("\"trace\":{") })
        #expect(!answers.contains { $0.contains("error") && !$0.contains("no such thunk") })
    }

    @Test(
        .enabled(if: MonkeyType.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"),
        arguments: [
            // The older trace comes first, and a negative limit is none.
            (Clause.filter4, "['m.", 2), (.filter8, "['m.f", 1),
        ]
    )
    func `a program in Python shows what MonkeyType's store does`(_ clause: Clause, start: String, atLeast count: Int)
        async throws
    {
        let python = try #require(MonkeyType.python)
        let subject = Subject(.python("monkeytype.db.sqlite:SQLiteStore", python: python)) { "\($0.path).sqlite3" }
        let program = try await program(of: clause, on: subject)
        let text = try await output(of: program, by: python)
        #expect(text.hasPrefix(start) && text.count { $0 == "," } >= count - 1, Comment(rawValue: text))
    }

    @Test func `what tasks add at once are requests that overlap`() async throws {
        var subject = Subject(ListStores.perl) { $0.name }
        // It returns identical traces once, so that this is a mistake.
        subject.keepsDuplicates = true
        let program = try await program(of: .add9, on: subject)
        for task in 1...8 {
            #expect(program.count { $0.contains(#""task": \#(task)"#) && $0.contains("batch1.f1") } == 1)
        }
        let answers = try await output(of: program, by: "bash").split(separator: "\n")
        #expect(answers.contains { $0.contains("\"count\":1") })
    }

    @Test(
        .enabled(if: MonkeyType.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"),
        arguments: [(false, "for batch in range(1, 2):"), (true, "with ThreadPoolExecutor(8) as executor:")]
    )
    func `what tasks add at once is a loop in Python, or threads`(_ sharesThreads: Bool, line: String) async throws {
        let python = try #require(MonkeyType.python)
        var subject = Subject(.python(ListStores.python, python: python, sharesThreads: sharesThreads)) { $0.name }
        // It returns identical traces once, so that this is a mistake.
        (subject.isEphemeral, subject.keepsDuplicates) = (true, true)
        let program = try await program(of: .add9, on: subject)
        #expect(program.contains(line), "\(program.joined(separator: "\n"))")
        #expect(try await output(of: program, by: python) == "['m.batch1.f1']\n")
    }

    @Test func `texts are literals in Python`() async throws {
        let texts = [
            "", "f", "it's \"so\"", "a\\n", "line\nfeed\r\t\0", "caf\u{E9}", "cafe\u{301}", "\u{1F40D}",
            "\u{7F}\u{85}\u{2028}",
            "{number}", String(repeating: "x", count: 1_000), String(repeating: "\u{1F40D}", count: 50),
        ]
        let program = texts.map { "print((\(PythonText.string($0))).encode().hex())" }
        let expected = texts.map { text in text.utf8.map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined() }
        let lines = try await output(of: program, by: "python3").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.dropLast().map(String.init) == expected)
    }

    @Test func `numbered traces are a comprehension, and others a list`() {
        let numbered = (8..<12).map { CallTrace(module: "m", qualname: "f0\($0)") }
        #expect(PythonText.traces(numbered) == [#"[trace("m", f"f0{number}") for number in range(8, 12)]"#])
        #expect(PythonText.traces(numbered.reversed()).count == 6)
        #expect(PythonText.traces((0..<100).map { CallTrace(module: "m", qualname: "f\($0 * 2)") }).count == 9)
    }

    @Test func `a class is imported from its module or its file`() throws {
        let store = try #require(PythonStore("package.module:Outer.Inner"))
        #expect(
            (store.module, store.name, store.importedName, store.folder) == (
                "package.module", "Outer.Inner", "Outer", nil
            )
        )
        let file = try #require(PythonStore("stores/list_store.py:ListStore"))
        #expect((file.module, file.name, file.folder) == ("list_store", "ListStore", "stores/"))
        #expect(PythonStore("here.py:Store")?.folder == ".")
        #expect(PythonStore("no class") == nil)
    }
}
