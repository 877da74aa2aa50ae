import CallTraceContract
import CallTraces
import Foundation
import StoreAdapters
import Testing

/// An adapter that does what no adapter may do is a failure of the clause, or never comes up; in neither case does the kit hang.
@Suite struct FaultyAdapterTests {
    /// An adapter in Python that behaves, except for what is done before an `add` is answered.
    private static func adapter(onAdd fault: String, timeLimit: Duration = .seconds(60)) -> StoreAdapter {
        let script = """
            import json, os, signal, sys, time
            for line in sys.stdin:
                request = json.loads(line)
                answer = {"id": request["id"]}
                if request["call"] == "hello":
                    answer.update(protocol=1, name="Faulty")
                elif request["call"] == "filter":
                    answer.update(count=0)
                elif request["call"] == "list_modules":
                    answer.update(modules=[])
                elif request["call"] == "add":
                    print("about to add", file=sys.stderr, flush=True)
                    \(fault)
                print(json.dumps(answer), flush=True)
            """
        var adapter = StoreAdapter("python3", ["-c", script])
        adapter.timeLimit = timeLimit
        return adapter
    }

    @Test(arguments: [
        ("os._exit(3)", "it exited with 3"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "it was ended by signal 9"),
        ("print('noise', flush=True)", "it wrote to its standard output what is not an answer"),
        ("answer = {'id': 4711}", "it answered the id 4711, which does not wait for an answer"),
        ("answer = {'answer': 1}", "an answer has no id"),
        ("answer['error'] = 'no'", "the error in an answer is not an object"),
        ("os.close(1); time.sleep(600)", "it has closed its standard output"),
    ])
    func `fails the clause, with what it printed`(_ fault: String, reason: String) async throws {
        let subject = Subject(Self.adapter(onAdd: fault)) { $0.name }
        let verdict = await Clause.add1.judge(subject)
        let violation = try #require(verdict.violations.first)
        #expect(verdict.outcome == .failed)
        #expect(violation.got.contains(reason), "\(violation.got)")
        #expect(violation.got.contains("about to add"), "\(violation.got)")
    }

    @Test(
        arguments: [
            "time.sleep(600)",
            "while True: print('about to add', file=sys.stderr, flush=True); time.sleep(0.01)",
            "while True: print('about to add' * 100, end='', file=sys.stderr, flush=True)",
        ]
    )
    func `that hangs, even if it prints, fails the clause after its time limit`(_ fault: String) async throws {
        let adapter = Self.adapter(onAdd: fault, timeLimit: .seconds(5))
        let store = try await Subject(adapter) { $0.name }.makeStore("one")
        let failure = await #expect(throws: AdapterFault.self) {
            try await store.add([CallTrace(module: "m", qualname: "f")])
        }
        #expect(failure?.reason.contains("it has answered nothing for 5.0 seconds") == true)
        #expect(failure?.printed.allSatisfy { $0.hasPrefix("about to add") } == true)
        #expect(failure?.printed.isEmpty == false)
    }

    @Test func `that writes a line without an end fails the clause`() async throws {
        let adapter = Self.adapter(onAdd: "while True: print('x' * 1_000_000, end='', flush=True)")
        let store = try await Subject(adapter) { $0.name }.makeStore("one")
        let failure = await #expect(throws: AdapterFault.self) {
            try await store.add([CallTrace(module: "m", qualname: "f")])
        }
        #expect(failure?.reason.contains("it wrote to its standard output what is not an answer") == true)
    }

    @Test func `that does not end with its standard input is ended`() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = """
            echo $$ >'\(file.path(percentEncoded: false))'
            read line; echo '{"id": 1, "protocol": 1, "name": "x"}'
            exec sleep 600
            """
        _ = try await StoreAdapter("sh", ["-c", script]).probe()
        let text = try String(contentsOf: file, encoding: .utf8)
        let process = try #require(pid_t(text.trimmingCharacters(in: .newlines)))
        while kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(50)) }
    }

    @Test(
        arguments: [
            ("no-such-program", [], "it exited with 127"),
            // What it leaves behind holds everything that it was given, but for its standard streams.
            ("sh", ["-c", "sleep 10 <&- >&- 2>&- & exit 3"], "it exited with 3"),
            ("sh", ["-c", "sleep 10 <&- >&- 2>&- & kill -9 $$"], "it was ended by signal 9"),
            ("sh", ["-c", "echo no module named x >&2; exit 2"], "no module named x"),
            (
                "sh", ["-c", "read line; echo '{\"id\": 1, \"protocol\": 2, \"name\": \"x\"}'; read line"],
                "lacks \"protocol\": 1"
            ),
            ("sh", ["-c", "echo Welcome; read line"], "it wrote to its standard output what is not an answer"),
            // With `exec`, as the shell, once killed, would stay a zombie for as long as its child runs.
            ("sh", ["-c", "exec sleep 600"], "it has answered nothing"),
        ] as [(String, [String], String)]
    )
    func `that does not come up says why`(_ program: String, _ arguments: [String], reason: String) async throws {
        var adapter = StoreAdapter(program, arguments)
        if arguments.last == "exec sleep 600" { adapter.timeLimit = .seconds(2) }
        let failure = await #expect(throws: AdapterFault.self) { try await adapter.probe() }
        #expect(failure?.description.contains(reason) == true, "\(failure?.description ?? "")")
    }

    @Test func `after a failure, another one is started`() async throws {
        let subject = Subject(Self.adapter(onAdd: "os._exit(3)")) { $0.name }
        let store = try await subject.makeStore("one")
        await #expect(throws: AdapterFault.self) { try await store.add([CallTrace(module: "m", qualname: "f")]) }
        await #expect(throws: AdapterFault.self) { try await store.listModules() }
        #expect(try await subject.makeStore("two").listModules() == [])
    }
}
