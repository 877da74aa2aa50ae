import CallTraces
import Foundation
import Synchronization
import Testing

@testable import CallTraceContract

@Suite struct ClauseJudgeTests {
    private struct Broken: Error {}

    private static let inMemory = Subject(InMemoryStore.self) { "\($0)" }.with { $0.isEphemeral = true }

    private func clause(_ level: Clause.Level = .must, check: @escaping Clause.Check) -> Clause {
        Clause(.filter, 99, level, "made for a test", text: "A text.", hint: "A hint.", check: check)
    }

    @Test func `a check that observes nothing fails`() async {
        let verdict = await clause { trial in _ = try await trial.makeStore() }.judge(Self.inMemory)
        #expect(verdict.outcome == .failed)
        #expect(verdict.violations.map(\.expected) == ["at least one observation"])
    }

    @Test func `a check whose observations hold passes and counts them`() async {
        let verdict = await clause { trial in
            for _ in 1...3 { trial.observe() }
        }.judge(Self.inMemory)
        #expect(verdict.outcome == .passed)
        #expect(verdict.observations == 3)
    }

    @Test func `a broken MUST fails and a broken SHOULD warns`() async {
        let check: Clause.Check = { trial in trial.expect(false, expected: "this", got: "that") }
        #expect(await clause(.must, check: check).judge(Self.inMemory).outcome == .failed)
        #expect(await clause(.should, check: check).judge(Self.inMemory).outcome == .warned)
    }

    @Test func `an error of the store where none was expected is a violation with the operations`() async throws {
        let subject = Subject(InMemoryStore.self) { "\($0)" }.with { $0.makeStore = { _ in throw Broken() } }
        let verdict = await Clause.make1.judge(subject)
        let violation = try #require(verdict.violations.first)
        #expect(verdict.outcome == .failed)
        #expect(violation.expected == "no error")
        #expect(violation.got == "threw Broken: Broken()")
        #expect(violation.steps.count == 1)
    }

    @Test func `a subject that gives no connection string is a kit error`() async {
        let verdict = await Clause.make1.judge(Subject(InMemoryStore.self) { _ in throw Broken() })
        #expect(verdict.outcome == .kitError)
        #expect(verdict.reason?.hasPrefix("the subject gave no connection string: Broken") == true)
    }

    @Test func `one connection string for two names is a kit error`() async {
        let verdict = await Clause.make3.judge(Subject(InMemoryStore.self) { _ in "always the same" })
        #expect(verdict.outcome == .kitError)
    }

    @Test func `a kit error does not excuse an earlier failure`() async {
        let verdict = await clause { trial in
            trial.expect(false, expected: "this", got: "that")
            throw KitError("no disk")
        }.judge(Self.inMemory)
        #expect(verdict.outcome == .failed)
        #expect(verdict.notes == ["a kit error ended the check early: no disk"])
    }

    @Test func `a report shows the first violation of each of three scenarios, and counts the others`() async throws {
        let verdict = await Clause(.filter, 99, .must, "made for a test", text: "A text.", hint: "A hint.") { trial in
            for scenario in ["one", "\u{e5}", "a\u{30a}", "two"] {
                try await trial.scenario(scenario) {
                    for number in 1...2 { trial.expect(false, expected: "\(scenario) \(number)", got: "that") }
                }
            }
        }.judge(Self.inMemory)
        let lines = try #require(verdict.details).split(separator: "\n").map { ExactString(String($0)) }
        let expected = [
            "A text.", "one", "expected: one 1", "got:      that", "\u{e5}", "expected: \u{e5} 1", "got:      that",
            "a\u{30a}", "expected: a\u{30a} 1", "got:      that", "and 5 more violations", "look at: A hint.",
        ]
        #expect(lines == expected.map(ExactString.init))
    }

    @Test(arguments: [(20, 20, "long, short"), (70, 20, "short"), (70, 70, "long, short"), (80, 70, "short")])
    func `a report shows a long program only if there is no short one`(_ long: Int, short: Int, shown: String) async {
        let verdict = await Clause(.filter, 99, .must, "made for a test", text: "A text.", hint: "A hint.") { trial in
            for (title, length) in [("long", long), ("short", short)] {
                try await trial.scenario(title) {
                    for _ in 0..<length { trial.recorder.record(.listModules(store: 1)) }
                    trial.expect(false, expected: "this", got: "that")
                }
            }
        }.judge(Self.inMemory)
        let titles = verdict.details?.split(separator: "\n").filter { ["long", "short"].contains($0) }
        #expect(titles?.joined(separator: ", ") == shown)
    }

    @Test func `a damage that fails is a kit error`() async {
        let subject = Subject(InMemoryStore.self) { "\($0)" }.with { $0.damage = { _, _ in throw Broken() } }
        let verdict = await Clause.thunk1.judge(subject)
        #expect(verdict.outcome == .kitError)
        #expect(verdict.reason == "the subject's damage failed: Broken: Broken()")
    }

    @Test func `a store that hangs fails with the call that did not return`() async throws {
        var subject = Subject(InMemoryStore.self) { "\($0)" }
        subject.opener = "HangingStore"
        subject.patience = .milliseconds(50)
        subject.makeStore = { _ in
            try await Task.sleep(for: .seconds(3_600))
            return InMemoryStore()
        }
        let verdict = await Clause.make1.judge(subject)
        let violation = try #require(verdict.violations.first)
        #expect(violation.expected == "an answer")
        #expect(violation.description.contains("HangingStore.makeStore(connectionString:"))
    }

    @Test func `what a subject declares or leaves out selects another form, and the verdict says so`() async {
        let inverse = await Clause.make2.judge(Self.inMemory)
        #expect(inverse.outcome == .passed)
        #expect(inverse.formText?.contains("inverse form, because the subject declares its store ephemeral") == true)

        let weaker = await Clause.thunk1.judge(Self.inMemory)
        #expect(weaker.outcome == .passed)
        #expect(weaker.formText?.contains("weaker form, because the subject gives no way to damage") == true)

        let nothing = await Clause.make5.judge(Self.inMemory)
        #expect(nothing.outcome == .notApplicable)
        let reason = "the subject gives no connection string that cannot be opened (unopenable), so "
        #expect(nothing.details?.hasPrefix(reason) == true)
    }

    @Test func `the inverse form fails a store that upholds the clause itself`() async {
        let shared = InMemoryStore()
        var sharing = Self.inMemory
        sharing.keepsDuplicates = true
        sharing.makeStore = { _ in shared }
        #expect(await Clause.make2.judge(sharing).outcome == .failed)
        #expect(await Clause.filter9.judge(sharing).outcome == .failed)
        #expect(await Clause.filter9.judge(Self.inMemory).outcome == .passed)
    }

    @Test func `no two clauses share a connection string, and all are removed`() async {
        let made = Mutex<[String]>([])
        let removed = Mutex<[String]>([])
        let folders = Mutex<Set<String>>([])
        var subject = Subject(InMemoryStore.self) { name in
            folders.withLock { _ = $0.insert(name.directory) }
            made.withLock { $0.append(name.path) }
            try Data().write(to: URL(filePath: name.path))
            return name.path
        }
        subject.remove = { connectionString in removed.withLock { $0.append(connectionString) } }
        // InMemoryStore declared persistent: some clauses pass, some fail, and all clean up.
        var outcomes: Set<Verdict.Outcome> = []
        for clause in Contract.clauses(of: .make, .list) {
            outcomes.insert(await clause.judge(subject).outcome)
        }
        #expect(outcomes.isSuperset(of: [.passed, .failed]))
        let all = made.withLock(\.self)
        #expect(all.count > 20 && Set(all.map { Array($0.utf8) }).count == all.count)
        #expect(removed.withLock(\.self) == all)
        for folder in folders.withLock(\.self) { #expect(!FileManager.default.fileExists(atPath: folder)) }
    }

    @Test func `a removal that fails is a kit error after a pass, and a note after a failure`() async {
        let subject = Subject(InMemoryStore.self) { "\($0)" }.with { $0.remove = { _ in throw Broken() } }
        #expect(await Clause.make1.judge(subject).outcome == .kitError)
        let failed = await Clause.make2.judge(subject)
        #expect(failed.outcome == .failed)
        #expect(failed.notes.contains { $0.contains("remove failed") })
    }

    @Test func `operations of concurrent tasks are marked with their task`() async throws {
        let verdict = await clause { trial in
            let store = try await trial.makeStore()
            try await trial.concurrently(2) { _ in try await store.add([]) }
            trial.expect(false, expected: "this", got: "that")
        }.judge(Self.inMemory)
        let steps = try #require(verdict.violations.first).steps
        #expect(Set(steps.map(\.task)) == [nil, 1, 2])
    }
}
