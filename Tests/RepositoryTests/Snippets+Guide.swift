import CallTraceConformance
import CallTracesSQLite
import Foundation
import Testing

/// Stands for the reader's own store in the samples of the articles.
private typealias FileStore = SQLiteStore

extension FileStore {
    fileprivate static func open(_ connectionString: String, pageSize: Int) async throws -> FileStore {
        try await makeStore(connectionString: connectionString)
    }

    fileprivate func replaceTypes(of module: String, _ qualname: String, by text: String) throws {}
}

/// A clock that a store could read.
private struct TestClock {
    func advance(by seconds: Int) {}
}

private let testClock = TestClock()

/// A server that a store could talk to.
private struct TestServer {
    func dropTables(in connectionString: String) async throws {}
}

private let server = TestServer()

/// The samples of the articles that are compiled but not run.
private enum GuideSnippets {
    // MARK: The landing pages

    static func add() async throws {
        let store = InMemoryStore()
        try await store.add([
            CallTrace(module: "shop.cart", qualname: "Cart.total", returnType: TypeReference(Int.self))
        ])
        for thunk in try await store.filter(module: "shop.cart", qualnamePrefix: "Cart.", limit: 10) {
            print(try thunk.toTrace())
        }
    }

    static func judge() async throws {
        let verdict = await Clause.filter4.judge(Subject(FileStore.self) { $0.path })
        print(verdict.outcome, verdict.violations)
    }

    static func judgeAdapter() async throws {
        let subject = Subject(StoreAdapter("./adapter")) { $0.path }
        let verdict = await Clause.filter4.judge(subject)
        print(verdict.outcome, verdict.violations)
    }

    // MARK: Judge a store in another language

    static func verifyPythonStore(_ clause: Clause) async throws {
        var subject = Subject(.python("list_store:ListStore", python: ".venv/bin/python")) { "\($0)" }
        subject.isEphemeral = true
        try await clause.verify(subject)
    }

    // MARK: Get a verdict in five minutes

    static func verifyEphemeral(_ clause: Clause) async throws {
        var subject = Subject(InMemoryStore.self) { "\($0)" }
        subject.isEphemeral = true
        try await clause.verify(subject)
    }

    // MARK: Declare what your store cannot do

    static func openWithMore() -> Subject<FileStore> {
        var subject = Subject(FileStore.self) { $0.path }
        subject.name = "FileStore with small pages"
        subject.opener = "SmallPages"
        subject.makeStore = { try await SmallPages.makeStore(connectionString: $0) }
        return subject
    }

    static func supplyWhatTheKitCannotKnow() -> Subject<FileStore> {
        var subject = Subject(FileStore.self) { $0.path }
        subject.unopenable = { "file://john:open-sesame@example/\($0)" }
        subject.damage = { store, record in try store.replaceTypes(of: record.module, record.qualname, by: "{") }
        subject.moveClock = { seconds in testClock.advance(by: seconds) }
        subject.remove = { connectionString in try await server.dropTables(in: connectionString) }
        return subject
    }

    static func deviate() -> Subject<FileStore> {
        var subject = Subject(FileStore.self) { $0.path }
        subject.deviations = [.filter9: "it keeps copies that are more than a day apart, see issue 7"]
        subject.version = .version1_1
        return subject
    }

    static func judgeInAnotherWay() -> Subject<FileStore> {
        var subject = Subject(FileStore.self) { $0.path }
        subject.histories = Histories(count: 500, steps: 40, seed: 7)
        subject.patience = .seconds(20)
        subject.findsLikelyCause = false
        subject.directory = "/mnt/network"
        return subject
    }

    // MARK: Use it in CI

    static func varyHistories(_ clause: Clause) async throws {
        var subject = Subject(FileStore.self) { $0.path }
        if let seed = ProcessInfo.processInfo.environment["HISTORIES_SEED"].flatMap({ UInt64($0) }) {
            subject.histories = Histories(count: 500, seed: seed)
        }
        try await clause.verify(subject)
    }

    enum Openers {
        enum SmallPages {
            static func makeStore(connectionString: String) async throws -> FileStore {
                try await FileStore.open(connectionString, pageSize: 512)
            }
        }
    }

    private typealias SmallPages = Openers.SmallPages
}

/// The samples of the articles that are tests; they would judge a store that stands for another.
@Suite(.disabled("They are compiled only."))
struct GuideTests {
    struct Whole {
        @Test(arguments: Contract.clauses)
        func fileStoreUpholds(_ clause: Clause) async throws {
            try await clause.verify(FileStore.self) { $0.path }
        }
    }

    struct OtherLanguage {
        @Test(arguments: Contract.clauses)
        func adapterUpholds(_ clause: Clause) async throws {
            let subject = Subject(StoreAdapter("./adapter")) { $0.path }
            try await clause.verify(subject)
        }
    }

    struct Part {
        @Test(arguments: Contract.clauses(of: .filter, .list))
        func fileStoreUpholds(_ clause: Clause) async throws {
            try await clause.verify(FileStore.self) { $0.path }
        }
    }

    struct Reports {
        @Test(.conformanceReport(.markdown, .junit, .json, .badge), arguments: Contract.clauses)
        func fileStoreUpholds(_ clause: Clause) async throws {
            try await clause.verify(FileStore.self) { $0.path }
        }
    }

    struct Cost {
        @Test(.whenMeasuring)
        func cost() async throws {
            let table = try await Subject(FileStore.self) { $0.path }.measure()
            Attachment.record("\(table)", named: "cost.md")
        }
    }
}
