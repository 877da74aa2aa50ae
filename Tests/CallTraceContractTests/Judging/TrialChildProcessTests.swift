import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

/// Judges with scripts as child processes, which misbehave in ways that the kit's own does not.
@Suite struct TrialChildProcessTests {
    private static let say = "say() { printf '\\ncall-trace-child: %s\\n' \"$*\"; }; "
    /// Takes longer than a whole test run on a busy machine.
    private static let hang = "hang() { exec sleep 86400; }; "

    private func subject(_ script: String, patience: Duration = .seconds(120)) -> AnySubject {
        AnySubject(Subject(InMemoryStore.self) { "memory://john:open-sesame@\($0)" }.with { $0.patience = patience })
            .launchingProcesses(
                with: ProcessLauncher(executable: "/bin/sh", arguments: ["-c", Self.say + Self.hang + script])
            )
    }

    private func clause(_ check: @escaping Clause.Check) -> Clause {
        Clause(.add, 99, .must, "made for a test", text: "A text.", hint: "A hint.", check: check)
    }

    private func kitError(_ verdict: Verdict) -> String? {
        verdict.outcome == .kitError ? verdict.reason : nil
    }

    private func isGone(_ file: URL) throws -> Bool {
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return kill(try #require(pid_t(text)), 0) != 0
    }

    private func temporaryFile() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "child-\(UInt64.random(in: 0 ... .max))")
    }

    @Test func `a batch that was acknowledged and is missing fails, and the program has the process`()
        async throws
    {
        let script = "say started; say opened; for n in 0 1 2 3 4 5 6 7; do say added $n; done; hang"
        let verdict = await Clause.add11.judge(subject(script))
        #expect(verdict.outcome == .failed)
        let violation = try #require(verdict.violations.first)
        #expect(violation.got == "batch 0 was acknowledged and is missing")
        #expect(violation.involvesChildProcess)
        let program = violation.description
        #expect(program.contains("makeStore(connectionString: \"memory://john:***@"))
        #expect(program.contains("    kill(getpid(), SIGKILL)"))
        #expect(program.contains(#/for batch in 0\.\.<[1-8] \{/#))
    }

    @Test func `every acknowledgment before the kill counts, and the kill waits for as many as it should`() async {
        let verdict = await clause { trial in
            let connectionString = try trial.freshConnectionString()
            let point = KillPoint(acknowledgments: 3, fraction: 0)
            let series = BatchSeries(count: 9, size: 1)
            let process = try trial.startProcess(connectionString, .adds, series, killedAt: point)
            try await trial.untilEnded(process)
            let state = process.state
            trial.expect(state.isKilled && state.ending == .signal(9), expected: "killed", got: "\(state)")
            trial.expect(state.acknowledged.count >= 3, expected: "3", got: "\(state)")
        }.judge(subject("say opened; for n in 0 1 2; do say added $n; done; hang"))
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `a process that a limit holds is killed when the readers are done, or shortly after`() async {
        let verdict = await clause { trial in
            for isPatient in [true, false] {
                let series = BatchSeries(count: 3, size: 1)
                let process = try trial.startProcess(
                    trial.freshConnectionString(),
                    .isHeld(FileSizeLimit(fraction: 0.5)),
                    series,
                    killedAt: .afterAll(of: series)
                )
                try await trial.wait(for: .held, from: process)
                if !isPatient { process.letGo() }
                try await trial.untilEnded(process)
                let state = process.state
                trial.expect(state.isHeld && state.ending == .signal(9), expected: "killed", got: "\(state)")
            }
        }.judge(subject("say started; say opened; say added 0; say added 1; say held; hang"))
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `a process that is stopped goes on after what is done meanwhile, or shortly after`() async {
        let verdict = await clause { trial in
            for isPatient in [true, false] {
                let series = BatchSeries(count: 1, size: 1)
                let process = try trial.startProcess(trial.freshConnectionString(), .isStoppedAdding, series)
                try await trial.whileStopped(in: .remark("add"), by: process, until: .added(0)) {
                    // What waits for a lock of the process waits for it to go on.
                    if !isPatient { try await trial.wait(for: .added(0), from: process) }
                }
                trial.expect(process.state.acknowledged == [0], expected: "added", got: "\(process.state)")
                try await trial.untilEnded(process)
            }
        }.judge(subject("say started; read a; say stopped; kill -STOP $$; say added 0; say done; exit 0"))
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `a call that is over too soon to be stopped counts all the same`() async {
        let verdict = await clause { trial in
            let series = BatchSeries(count: 1, size: 1)
            let process = try trial.startProcess(trial.freshConnectionString(), .isStoppedAdding, series)
            try await trial.whileStopped(in: .remark("add"), by: process, until: .added(0)) {
                trial.expect(process.state.acknowledged == [0], expected: "added", got: "\(process.state)")
            }
            try await trial.untilEnded(process)
        }.judge(subject("say started; read a; say added 0; say done; exit 0"))
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `a process takes its steps when it is ordered to, and an order to a dead one does no harm`() async {
        let verdict = await clause { trial in
            let series = BatchSeries(count: 2, size: 1)
            let process = try trial.startProcess(trial.freshConnectionString(), .addsOnOrder, series)
            for number in 0..<2 { try await trial.orderAdd(number, by: process) }
            try await trial.untilEnded(process)
            for _ in 1...3 { process.order() }
            trial.expect(process.state.acknowledged == [0, 1], expected: "both", got: "\(process.state)")
        }.judge(subject("say started; read a; say added 0; read a; say added 1; say done; exit 0"))
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `a batch that threw and is stored fails, and the program names the file-size limit`() async throws {
        let verdict = await Clause.add10.judge(
            subject("say started; say limited 2 12345; say refused 2 full; say added 0; say done; exit 0")
        )
        let program = try #require(verdict.violations.first).description
        #expect(
            program.contains("// the file-size limit of the child process is set to 12,345 bytes while it adds batch 2")
        )
        #expect(program.contains("// the add of batch 2 threw full"))
    }

    @Test func `a store that throws in the child process fails without revealing its password`() async throws {
        let verdict = await Clause.add11.judge(subject("say started; say threw Refused: john:open-sesame; exit 1"))
        #expect(verdict.outcome == .failed)
        let got = try #require(verdict.violations.first).got
        #expect(got.contains("threw ChildProcessError: Refused: john:***"))
    }

    @Test func `a store that crashes the child process fails`() async throws {
        let verdict = await Clause.add11.judge(subject("say started; say opened; say added 0; kill -SEGV $$"))
        #expect(verdict.outcome == .failed)
        let got = try #require(verdict.violations.first).got
        #expect(got.contains("the child process ended with signal 11, after 1 batch"))
    }

    @Test func `a process that ends before it has its instructions is a kit error that shows its output`() async {
        let reason = kitError(await Clause.add11.judge(subject("echo no such test as open-sesame >&2; exit 3")))
        #expect(reason?.contains("exit code 3") == true)
        #expect(reason?.contains("no such test as ***") == true)
    }

    @Test func `a program that cannot be started is a kit error`() async {
        let subject = AnySubject.persistent
            .launchingProcesses(with: ProcessLauncher(executable: "/no/such/program", arguments: []))
        let reason = kitError(await Clause.add11.judge(subject))
        #expect(reason?.hasPrefix("/no/such/program cannot be started") == true)
    }

    @Test func `no process outlives a check that fails midway`() async throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(at: file) }
        let verdict = await clause { trial in
            let process = try trial.startProcess(trial.freshConnectionString(), .adds, BatchSeries(count: 1, size: 1))
            try await trial.wait(for: .started, from: process)
            throw KitError("no disk")
        }.judge(subject("echo $$ > \(file.path()); say started; hang"))
        #expect(kitError(verdict) == "no disk")
        #expect(try isGone(file))
    }

    @Test func `a process that hangs is a failure of the store, and is killed`() async throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(at: file) }
        let verdict = await clause { trial in
            let process = try trial.startProcess(trial.freshConnectionString(), .adds, BatchSeries(count: 1, size: 1))
            try await trial.wait(for: .started, from: process)
            try await trial.untilEnded(process)
        }.judge(subject("echo $$ > \(file.path()); say started; hang", patience: .seconds(2)))
        #expect(verdict.violations.first?.expected == "an answer")
        #expect(try isGone(file))
    }

    @Test func `a process that hangs before it has its instructions is a kit error, and is killed`() async throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(at: file) }
        let script = "echo $$ > \(file.path()); hang"
        let reason = kitError(await Clause.add11.judge(subject(script, patience: .seconds(2))))
        #expect(reason?.hasPrefix("the test did not reach `verify` in the child process within 2.0 seconds: ") == true)
        #expect(try isGone(file))
    }

    @Test func `without a launcher, ADD-11 is not applicable, and ADD-9 and ADD-10 say what is left out`() async {
        #expect(await Clause.add11.judge(.persistent).outcome == .notApplicable)
        let shared = InMemoryStore()
        let persistent = Subject(InMemoryStore.self) { "\($0)" }.with { $0.makeStore = { _ in shared } }
        for clause in [Clause.add9, .add10] {
            let notes = await clause.judge(persistent).notes
            #expect(notes == ["\(Declaration.noChildProcess.sentence), so whatever needs two processes is left out"])
        }
    }

    @Test func `an ephemeral store is judged without child processes`() async {
        let subject = AnySubject.ephemeral
            .launchingProcesses(with: ProcessLauncher(executable: "/no/such/program", arguments: []))
        for clause in [Clause.add9, .add10] { #expect(await clause.judge(subject).outcome == .passed) }
        #expect(await Clause.add11.judge(subject).form?.declaration == .ephemeral)
    }
}
