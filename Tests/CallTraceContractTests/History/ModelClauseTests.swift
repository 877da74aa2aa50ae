import CallTraces
import FaultyStores
import Foundation
import Synchronization
import Testing

@testable import CallTraceContract

/// Judges stores by MODEL-1 and MODEL-2.
@Suite struct ModelClauseTests {
    private struct Broken: Error {}

    private static let few = Histories(count: 6, steps: 20)

    /// Drops the newest trace once, from the nth result that has any.
    private static func failingOnce(after answers: Int) -> AnySubject {
        let count = Count()
        return .mutated(histories: few) { store in
            store.found = { rows in
                guard !rows.isEmpty, count.next() == answers else { return rows }
                return Array(rows.dropFirst())
            }
        }
    }

    @Test func `the verdict states the histories and their seed`() async {
        let histories = Histories(count: 3, steps: 5, seed: 77)
        let sequential = await Clause.model1.judge(.mutated(histories: histories) { _ in })
        #expect(sequential.outcome == .passed && sequential.observations == 3)
        #expect(sequential.notes == ["3 random histories of 5 steps, seed 77"])
        let concurrent = await Clause.model2.judge(.mutated(histories: histories) { _ in })
        #expect(concurrent.outcome == .passed && concurrent.observations == 7, "each is played twice, and one is long")
        #expect(concurrent.notes == ["3 concurrent histories, seed 77"])
    }

    @Test func `equal seeds give the same violation, another seed gives another history`() async throws {
        func judge(seed: UInt64) async throws -> (text: String, scenario: String) {
            let subject = AnySubject.mutated(histories: Histories(count: 10, steps: 20, seed: seed)) { store in
                store.found = { $0.count > 3 ? $0.dropLast() : $0 }
            }
            let verdict = await Clause.model1.judge(subject)
            #expect(verdict.outcome == .failed && verdict.violations.count == 1)
            let violation = try #require(verdict.violations.first)
            return (violation.description, violation.scenario)
        }
        let first = try await judge(seed: 5)
        #expect(try await judge(seed: 5) == first)
        #expect(first.scenario.hasPrefix("random history ") && first.scenario.hasSuffix(" of seed 5, shrunk"))
        #expect(try await judge(seed: 6).scenario.hasSuffix(" of seed 6, shrunk"))
    }

    @Test func `a violation is shrunk to a minimal history`() async throws {
        let subject = AnySubject.mutated(histories: Self.few) { store in
            store.found = { $0.count > 3 ? $0.dropLast() : $0 }
        }
        let violation = try #require(await Clause.model1.judge(subject).violations.first)
        #expect(History(steps: violation.steps).traces.count == 4 && violation.steps.count < 8)
        #expect(violation.program.last?.hasPrefix("#expect(try thunks1.map { try $0.toTrace() } == [") == true)
        #expect(violation.expected.hasPrefix("4 traces, newest first"))
        #expect(violation.got.hasPrefix("3 traces"))
    }

    @Test(arguments: [Clause.model1, .model2])
    func `a store that fails once, by chance, is still reported`(_ clause: Clause) async throws {
        let verdict = await clause.judge(Self.failingOnce(after: 12))
        #expect(verdict.outcome == .failed)
        #expect(verdict.violations.count == 1)
        #expect(
            verdict.notes.contains { note in
                note.hasPrefix("random history ")
                    && note.hasSuffix(
                        " of seed 1 failed once, and not again in 20 more runs, so it fails by chance"
                    )
            }
        )
    }

    @Test func `an intermittent failure is shrunk, and the verdict says how often it occurred`() async throws {
        let count = Count()
        let subject = AnySubject.mutated(histories: Self.few) { store in
            store.found = { rows in rows.isEmpty || !count.next().isMultiple(of: 40) ? rows : [] }
        }
        let verdict = await Clause.model1.judge(subject)
        let violation = try #require(verdict.violations.first)
        #expect(violation.scenario.hasSuffix("shrunk"))
        #expect(verdict.notes.contains { $0.hasSuffix(" of 20 more runs, so it fails by chance") })
    }

    @Test func `a store that rejects NUL does not fail for it`() async {
        let subject = AnySubject.mutated { store in
            store.beforeAdd = { traces in
                guard !traces.contains(where: { "\($0.module)\($0.qualname)".utf8.contains(0) }) else { throw Broken() }
            }
        }
        let verdict = await Clause.model1.judge(subject)
        #expect(verdict.outcome == .passed)
        #expect(verdict.notes.contains("the store keeps no names with NUL, so the histories have none"))
    }

    @Test(arguments: [Clause.model1, .model2])
    func `stores that are ephemeral, or keep duplicates, pass`(_ clause: Clause) async throws {
        #expect(await clause.judge(.ephemeral).outcome == .passed)
        let names = ["keeping duplicates", "ephemeral", "collapsing in add", "an actor that suspends"]
        let stores = LawfulStore.all.filter { names.contains($0.name) }
        #expect(stores.count == names.count)
        for store in stores {
            var subject = store.subject
            subject.histories = Self.few
            #expect(await clause.judge(subject).outcome == .passed, "\(store.name)")
        }
    }

    @Test func `a store that keeps duplicates without declaring it fails`() async throws {
        let keeping = try #require(LawfulStore.all.first { $0.name == "keeping duplicates" }).subject
        let subject = Subject(PlainStore.self) { "\($0)" }
            .with { $0.makeStore = { try #require(try await keeping.open($0) as? PlainStore) } }
        #expect(await Clause.model1.judge(subject).outcome == .failed)
    }

    @Test func `an ephemeral store is opened once at a time, in the report too`() async throws {
        // The store is persistent, contrary to its declaration, so a reopened one is not empty.
        let subject = Subject(PlainStore.self) { "ephemeral-\($0)" }.with { $0.isEphemeral = true }
        let violation = try #require(await Clause.model1.judge(subject).violations.first)
        #expect(History(steps: violation.steps).handlesAtOnce == 1)
        #expect(violation.steps.count == 5)
    }

    @Test func `MODEL-2 does not judge a store that fails without concurrency`() async throws {
        let verdict = await Clause.model2.judge(try FaultyStore.named("oldest first").subject)
        #expect(verdict.outcome == .notApplicable)
        #expect(verdict.reason == "the store and the model disagree without any concurrency, see MODEL-1")
        let unopened = Subject(InMemoryStore.self) { "\($0)" }.with { $0.makeStore = { _ in throw Broken() } }
        #expect(await Clause.model2.judge(unopened).outcome == .notApplicable)
    }

    @Test func `an error of add is a violation`() async throws {
        let subject = AnySubject.mutated(histories: Self.few) { store in
            store.beforeAdd = { traces in
                if traces.count > 1 { throw Broken() }
            }
        }
        let violation = try #require(await Clause.model1.judge(subject).violations.first)
        #expect(violation.expected == "no error" && violation.got == "threw Broken: Broken()")
        #expect(violation.program.last?.contains("store1.add([") == true)
    }

    @Test func `MODEL-2 fails a store with a race and shows the calls that no order explains`() async throws {
        let adds = Count()
        let subject = AnySubject.mutated(histories: Histories(count: 20)) { store in
            store.beforeAdd = { _ in
                defer { adds.next(by: -1) }
                guard adds.next() == 1 else { throw Broken() }
                for _ in 1...50 { await Task.yield() }
            }
        }
        let violation = try #require(await Clause.model2.judge(subject).violations.first)
        #expect(
            violation.expected
                == "an order of the calls, each between its start and its end, that explains their results"
        )
        #expect(violation.got.hasPrefix("no order explains these calls\n    task "))
        #expect(violation.got.hasSuffix("gave the error Broken: Broken()"))
        #expect(violation.scenario.contains(#/^random history \d+ of seed 1, shrunk$/#))
        #expect(violation.program.first == "for attempt in 1...200 {")
        #expect(Set(violation.steps.map(\.task)) == [nil, 1, 2])
    }

    @Test(arguments: [Clause.model1, .model2], [true, false])
    func `nothing is left behind`(_ clause: Clause, isLawful: Bool) async throws {
        let made = Mutex<[String]>([])
        let removed = Mutex<[String]>([])
        let folders = Mutex<Set<String>>([])
        let count = Count()
        let stores = StoresInMemory()
        var subject = Subject(MutatedStore.self) { name in
            folders.withLock { _ = $0.insert(name.directory) }
            made.withLock { $0.append(name.path) }
            return name.path
        }
        subject.histories = Self.few
        subject.remove = { connectionString in removed.withLock { $0.append(connectionString) } }
        subject.makeStore = { connectionString in
            try Data().write(to: URL(filePath: connectionString))
            return MutatedStore(
                store: stores.store(for: connectionString),
                found: { rows in isLawful || rows.isEmpty || count.next() != 12 ? rows : [] }
            )
        }
        #expect(await clause.judge(subject).outcome == (isLawful ? .passed : .failed))
        let all = made.withLock(\.self)
        #expect(all.count >= 6 && Set(all).count == all.count)
        #expect(removed.withLock(\.self).sorted() == all.sorted())
        for folder in folders.withLock(\.self) {
            #expect(!FileManager.default.fileExists(atPath: folder))
            #expect(!FileManager.default.fileExists(atPath: URL(filePath: folder).deletingLastPathComponent().path))
        }
    }

    @Test(arguments: [Clause.model1, .model2])
    func `a history's stores are removed before the next history`(_ clause: Clause) async {
        let alive = Mutex<Set<String>>([])
        let most = Mutex(0)
        var subject = Subject(InMemoryStore.self) { name in
            let count = alive.withLock { alive in
                alive.insert(name.name)
                return alive.count
            }
            most.withLock { $0 = max($0, count) }
            return name.name
        }
        subject.isEphemeral = true
        subject.histories = Self.few
        subject.remove = { connectionString in alive.withLock { _ = $0.remove(connectionString) } }
        #expect(await clause.judge(subject).outcome == .passed)
        #expect(most.withLock(\.self) <= 3 && alive.withLock(\.isEmpty))
    }

    @Test(arguments: [Clause.model1, .model2])
    func `a removal that fails is a kit error after a pass, and a note after a failure`(_ clause: Clause) async throws {
        let lawful = AnySubject.mutated(histories: Self.few, remove: { _ in throw Broken() }) { _ in }
        let verdict = await clause.judge(lawful)
        #expect(verdict.outcome == .kitError)
        #expect(verdict.reason == "the subject's remove failed: Broken: Broken()")
        let count = Count()
        let faulty = AnySubject.mutated(histories: Self.few, remove: { _ in throw Broken() }) { store in
            store.found = { rows in rows.isEmpty || count.next() != 3 ? rows : [] }
        }
        let failed = await clause.judge(faulty)
        #expect(failed.outcome == .failed)
        #expect(failed.notes.contains("the subject's remove failed: Broken: Broken()"))
    }
}
