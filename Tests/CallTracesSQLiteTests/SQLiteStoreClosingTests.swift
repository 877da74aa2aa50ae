import CallTraces
import Foundation
import Synchronization
import Testing

@testable import CallTracesSQLite

/// What was added is in the file itself once a store is closed, at rest, or at the end of its program.
struct SQLiteStoreClosingTests {
    private static let forever = Duration.seconds(86_400)

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// What a copy of the file alone has, without its log; `nil` if it has no table.
    private func qualnamesInCopy() throws -> [String?]? {
        let copy = folder.file("copy")
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: folder.file(), toPath: copy)
        guard try SQL.count("SELECT count(*) FROM sqlite_master WHERE name = '\(SQL.table)'", in: copy) == 1 else {
            return nil
        }
        return try SQL.texts("SELECT qualname FROM \(SQL.table) ORDER BY rowid", in: copy)
    }

    /// Waits until a copy of the file alone has so many traces; gives up after many looks, not after a time.
    private func expectInCopy(_ count: Int) async throws {
        // A copy that is made while the log is moved into the file may be damaged.
        for _ in 0..<10_000 where (try? qualnamesInCopy())??.count != count {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(try qualnamesInCopy()?.count == count)
    }

    @Test func `a closed store leaves one complete file, and closing again does nothing`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file(), rest: Self.forever)
        try await store.add(CallTrace.samples(0..<3))
        try await store.close()
        try await store.close()
        #expect(try folder.names() == [Array("traces.sqlite3".utf8)])
        #expect(try qualnamesInCopy() == ["f0", "f1", "f2"])
    }

    @Test(arguments: ["", ":memory:", "file", "file:uri?cache=private", "file:readOnly?mode=ro"])
    func `every call of a closed store says that it is closed`(connectionString: String) async throws {
        var connectionString = connectionString
        if connectionString == "file" { connectionString = folder.file() }
        if connectionString.hasPrefix("file:") {
            let parts = connectionString.dropFirst(5).split(separator: "?")
            connectionString = "file:\(folder.file(String(parts[0])))?\(parts[1])"
            try await SQLiteStore.makeStore(connectionString: folder.file(String(parts[0]))).close()
        }
        let store = try await SQLiteStore.makeStore(connectionString: connectionString)
        try await store.close()
        let calls: [(CallTraceError.Code, () async throws -> Void)] = [
            (.cannotAdd, { try await store.add([.sample("f")]) }),
            (.cannotAdd, { try await store.add([]) }),
            (.cannotRead, { _ = try await store.filter(module: "shop.cart") }),
            (.cannotRead, { _ = try await store.listModules() }),
            (.cannotAdd, { _ = try await store.collapseDuplicates() }),
        ]
        for (code, call) in calls {
            let error = await #expect(throws: CallTraceError.self) { try await call() }
            #expect(error?.code == code)
            #expect(error?.message.contains("the store is closed; open it again") == true)
        }
    }

    @Test func `calls that are under way end before the store is closed`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        let added = await withTaskGroup { group in
            for number in 0..<50 {
                group.addTask {
                    // Those that come too late throw.
                    let traces = CallTrace.samples(number * 20..<number * 20 + 20)
                    return (try? await store.add(traces)) == nil ? 0 : traces.count
                }
            }
            group.addTask { (try? await store.close()) == nil ? -1 : 0 }
            return await group.reduce(0, +)
        }
        #expect(try SQL.count(in: folder.file()) == added)
    }

    @Test func `the file of a new store has the table even if nothing is added`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file(), rest: .milliseconds(1))
        try await expectInCopy(0)
        try await store.close()
    }

    @Test func `a store at rest moves its log into the file`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file(), rest: .milliseconds(1))
        for round in 1...3 {
            for number in 0..<10 { try await store.add([.sample("\(round).\(number)")]) }
            try await expectInCopy(round * 10)
        }
        // Nor does a file at rest make others wait when they open it.
        try await SQL.whileLocked(folder.file()) {
            let found = try await SQLiteStore.makeStore(connectionString: folder.file()).qualnames()
            #expect(found.count == 30)
        }
        try await store.close()
    }

    @Test func `a store that is closed before its rest is left alone`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file(), rest: .milliseconds(1))
        for number in 0..<20 {
            let store = try await SQLiteStore.makeStore(
                connectionString: folder.file(),
                rest: .microseconds(number * 50)
            )
            try await store.add([.sample("f\(number)")])
            try await store.close()
        }
        #expect(try await store.qualnames().count == 20)
    }

    @Test func `a store that waits for its rest is not kept alive`() async throws {
        var store: SQLiteStore? = try await SQLiteStore.makeStore(connectionString: folder.file(), rest: Self.forever)
        try await store?.add([.sample("f")])
        store = nil
        #expect(try folder.names() == [Array("traces.sqlite3".utf8)])
    }

    @Test func `a program that ends with its store in a global leaves one complete file`() async throws {
        await #expect(processExitsWith: .success) { [file = folder.file() as String] in
            let store = try await SQLiteStore.makeStore(connectionString: file)
            Self.global.withLock { $0 = store }
            try await store.add(CallTrace.samples(0..<100))
        }
        #expect(try folder.names() == [Array("traces.sqlite3".utf8)])
        #expect(try qualnamesInCopy()?.count == 100)
    }

    private static let global = Mutex<SQLiteStore?>(nil)

    @Test func `a program can end while its store is adding`() async throws {
        await #expect(processExitsWith: .success) { [file = folder.file() as String] in
            let store = try await SQLiteStore.makeStore(connectionString: file)
            for number in 0..<4 {
                Task.detached {
                    for batch in 0... { try await store.add([.sample("\(number).\(batch)")]) }
                }
            }
            while try await store.filter(module: "shop.cart").count < 50 { await Task.yield() }
            exit(EXIT_SUCCESS)
        }
        #expect(try SQL.texts("PRAGMA integrity_check", in: folder.file()) == ["ok"])
        #expect(try SQL.count(in: folder.file()) ?? 0 >= 50)
    }
}
