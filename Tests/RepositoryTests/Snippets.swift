import CallTraceConformance
import CallTracesSQLite
import Testing

/// Stands for the reader's own store in the samples.
private typealias FileStore = SQLiteStore

extension FileStore {
    fileprivate func overwrite(_ module: String, _ qualname: String, with argTypes: String) throws {}
}

/// A clock that a store could read.
private struct TestClock {
    func advance(by seconds: Int) {}
}

private let testClock = TestClock()

private func dropEverything(in connectionString: String) async throws {}

/// The samples that are compiled but not run, as they need a store or a file of the reader's.
private enum Snippets {
    static func describe(_ clause: Clause) async throws {
        var subject = Subject(FileStore.self) { $0.path }
        subject.isEphemeral = true
        subject.keepsDuplicates = true
        subject.unopenable = { "\($0.path)/missing/folder" }
        subject.damage = { store, record in try store.overwrite(record.module, record.qualname, with: "{") }
        subject.moveClock = { seconds in testClock.advance(by: seconds) }
        subject.remove = { connectionString in try await dropEverything(in: connectionString) }
        try await clause.verify(subject)
    }

    static func declareDeviations() -> Subject<FileStore> {
        var subject = Subject(FileStore.self) { $0.path }
        subject.deviations = [.list2: "it lists the first page of modules, see issue 7"]
        subject.version = .version1
        return subject
    }

    static func chooseHistories() -> Subject<FileStore> {
        var subject = Subject(FileStore.self) { $0.path }
        subject.histories = Histories(count: 500, steps: 40, seed: 7)
        return subject
    }

    static func read() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: "monkeytype.sqlite3")
        for thunk in try await store.filter(module: "shop.cart", qualnamePrefix: "Cart.", limit: 10) {
            print(try thunk.toTrace())
        }
        try await store.close()
    }
}
