import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

/// Judges with scripts as other processes, which do what no writer should.
@Suite struct TrialOtherProcessTests {
    private static let say = "say() { printf '\\ncall-trace-writer: %s\\n' \"$*\"; }; "

    private func subject(_ script: String) -> Subject {
        Subject(InMemoryStore.self) { "memory://john:open-sesame@\($0)" }
            .launchingProcesses(with: ProcessLauncher(executable: "/bin/sh", arguments: ["-c", Self.say + script]))
    }

    private func clause(_ check: @escaping Clause.Check) -> Clause {
        Clause(.add, 99, .must, "made for a test", text: "A text.", hint: "A hint.", check: check)
    }

    private func kitError(_ verdict: Verdict) -> String? {
        if case .kitError(let reason) = verdict.outcome { reason } else { nil }
    }

    private func isGone(_ file: URL) throws -> Bool {
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return kill(try #require(pid_t(text)), 0) != 0
    }

    private func temporaryFile() -> URL {
        FileManager.default.temporaryDirectory.appending(path: "writer-\(UInt64.random(in: 0 ... .max))")
    }

    @Test func `a batch that was acknowledged and is missing condemns, and the story tells of the process`()
        async throws
    {
        let script = "say started; say opened; for n in 0 1 2 3 4 5 6 7; do say added $n; done; exec sleep 600"
        let verdict = await Clause.add11.judge(subject(script))
        #expect(verdict.outcome == .failed)
        let violation = try #require(verdict.violations.first)
        #expect(violation.got == "batch 0 was acknowledged and is missing")
        #expect(violation.involvesOtherProcess)
        let story = violation.description
        #expect(story.contains("makeStore(connectionString: \"memory://john:***@"))
        #expect(story.contains("    kill(getpid(), SIGKILL)"))
        #expect(story.contains(#/for batch in 0\.\.<[1-8] \{/#))
    }

    @Test func `every acknowledgement before the kill counts, and the kill waits for those it is to follow`() async {
        let verdict = await clause { trial in
            let connectionString = try trial.freshConnectionString()
            let point = KillPoint(acknowledgments: 3, fraction: 0)
            let writer = try trial.startProcess(connectionString, batches: 9, of: 1, killedAt: point)
            try await trial.untilEnded(writer)
            let state = writer.state
            trial.expect(state.isKilled && state.ending == .signal(9), expected: "killed", got: "\(state)")
            trial.expect(state.acknowledged >= 3, expected: "3", got: "\(state)")
        }.judge(subject("say opened; for n in 0 1 2; do say added $n; done; exec sleep 600"))
        #expect(verdict.outcome == .passed, "\(verdict.details ?? "")")
    }

    @Test func `a store that throws in the other process fails, and its password is not told`() async throws {
        let verdict = await Clause.add11.judge(subject("say started; say threw Refused: john:open-sesame; exit 1"))
        #expect(verdict.outcome == .failed)
        let got = try #require(verdict.violations.first).got
        #expect(got.contains("threw ChildProcessError: Refused: john:***"))
    }

    @Test func `a store that takes the other process down fails`() async throws {
        let verdict = await Clause.add11.judge(subject("say started; say opened; say added 0; kill -SEGV $$"))
        #expect(verdict.outcome == .failed)
        let got = try #require(verdict.violations.first).got
        #expect(got.contains("the other process ended by itself, with signal 11, after 1 batch"))
    }

    @Test func `a process that ends before it has its order is a kit error that shows what it printed`() async {
        let reason = kitError(await Clause.add11.judge(subject("echo no such test as open-sesame >&2; exit 3")))
        #expect(reason?.contains("exit code 3") == true)
        #expect(reason?.contains("no such test as ***") == true)
    }

    @Test func `a program that cannot be started is a kit error`() async {
        let subject = Subject(InMemoryStore.self) { "\($0)" }
            .launchingProcesses(with: ProcessLauncher(executable: "/no/such/program", arguments: []))
        let reason = kitError(await Clause.add11.judge(subject))
        #expect(reason?.hasPrefix("/no/such/program cannot be started") == true)
    }

    @Test func `no process is left when a check fails in the middle`() async throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(at: file) }
        let verdict = await clause { trial in
            let writer = try trial.startProcess(trial.freshConnectionString(), batches: 1, of: 1)
            try await trial.untilStarted(writer)
            throw KitError("no disk")
        }.judge(subject("echo $$ > \(file.path()); say started; exec sleep 600"))
        #expect(kitError(verdict) == "no disk")
        #expect(try isGone(file))
    }

    @Test func `a process that hangs is the store's failure, and is not left`() async throws {
        let file = temporaryFile()
        defer { try? FileManager.default.removeItem(at: file) }
        let verdict = await clause { trial in
            let writer = try trial.startProcess(trial.freshConnectionString(), batches: 1, of: 1)
            try await trial.untilStarted(writer)
            try await trial.untilEnded(writer)
        }.judge(subject("echo $$ > \(file.path()); say started; exec sleep 600"), patience: .seconds(2))
        #expect(verdict.violations.first?.expected == "an answer")
        #expect(try isGone(file))
    }

    @Test func `without a process, ADD-11 is not applicable and ADD-9 and ADD-10 say what they leave out`() async {
        let subject = Subject(InMemoryStore.self) { "\($0)" }
        #expect(await Clause.add11.judge(subject).outcome == .notApplicable)
        let shared = InMemoryStore()
        let persistent = Subject(named: "Shared", makeStore: { _ in shared }, connectionString: { "\($0)" })
        for clause in [Clause.add9, .add10] {
            let notes = await clause.judge(persistent).notes
            #expect(notes == ["nothing can start another process of the store, so what two processes show is left out"])
        }
    }

    @Test func `of an ephemeral store nothing is to survive`() async {
        let subject = Subject(InMemoryStore.self, options: [.ephemeral]) { "\($0)" }
            .launchingProcesses(with: ProcessLauncher(executable: "/no/such/program", arguments: []))
        for clause in [Clause.add9, .add10] { #expect(await clause.judge(subject).outcome == .passed) }
        #expect(await Clause.add11.judge(subject).form?.declaration == .ephemeral)
    }
}
