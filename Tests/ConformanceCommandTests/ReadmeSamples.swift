import CallTraceConformance
import CallTraces
import CallTracesSQLite
import FaultyStores
import Foundation
import Testing

private typealias RedisStore = PlainStore
private typealias FileStore = PlainStore

extension PlainStore {
    fileprivate func overwrite(_ module: String, _ qualname: String, with argTypes: String) throws {}
}

/// A clock that a store could take.
private struct TestClock {
    func advance(by seconds: Int) {}
}

private let testClock = TestClock()

private func dropEverything(in connectionString: String) async throws {}

/// The sample that a store in memory cannot stand in for, as it needs one that other processes see.
@Suite(.disabled("it needs a Redis server")) struct ReadmeSampleOfAServer {
    @Test(arguments: Contract.clauses)
    func redisStoreUpholds(_ clause: Clause) async throws {
        try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
    }
}

/// The samples of the README, compiled; those that need a server or a file of the reader's are not run.
@Suite struct ReadmeSamples {
    @Test(.conformanceReport(), arguments: Contract.clauses(of: .list))
    func `report is attached`(_ clause: Clause) async throws {
        try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
    }

    @Test func `a subject with everything declares what it is, and that it starts no process`() {
        var subject = Subject(FileStore.self) { $0.path }
        subject.isEphemeral = true
        subject.keepsDuplicates = true
        subject.unopenable = { "\($0.path)/no/such/folder" }
        subject.damage = { store, record in try store.overwrite(record.module, record.qualname, with: "{") }
        subject.moveClock = { seconds in testClock.advance(by: seconds) }
        subject.remove = { connectionString in try await dropEverything(in: connectionString) }
        #expect(AnySubject(subject).declarations == [.ephemeral, .keepsDuplicates, .noChildProcess])
    }

    @Test func `a subject keeps its histories`() {
        var subject = Subject(RedisStore.self) { "redis://localhost/\($0)" }
        subject.histories = Histories(count: 500, steps: 40, seed: 7)
        #expect("\(subject.histories)" == "500 random histories of 40 steps, seed 7")
    }

    @Test func `a subject keeps its version and its deviations`() {
        var subject = Subject(FileStore.self) { $0.path }
        subject.version = .version1
        subject.deviations = [.list2: "it lists the first page of modules, see issue 7"]
        #expect(subject.version == .version1 && subject.deviations.count == 1)
    }

    private func readMonkeyTypesFile() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: "monkeytype.sqlite3")
        for thunk in try await store.filter(module: "shop.cart", qualnamePrefix: "Cart.", limit: 10) {
            print(try thunk.toTrace())
        }
    }

    @Test(.disabled("the README is being rewritten"))
    func `every line of the README's Swift is compiled here`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let compiled = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        let samples = readme.split(separator: "```swift\n").dropFirst()
            .compactMap { $0.split(separator: "```").first }
            .filter { !$0.hasPrefix(".package(") }
        #expect(samples.count == 5)
        for line in samples.flatMap({ $0.split(separator: "\n") }) {
            #expect(compiled.contains(line.trimmingCharacters(in: .whitespaces)), "\(line)")
        }
    }
}
