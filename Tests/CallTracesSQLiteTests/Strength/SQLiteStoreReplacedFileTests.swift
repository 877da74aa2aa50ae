import CallTraces
import Foundation
import Testing

@testable import CallTracesSQLite

/// Whatever another program does to the file, no add is lost without an error, and the store reads what is there.
struct SQLiteStoreReplacedFileTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add(CallTrace.samples(0..<100))
    }

    private func expectMoved(_ operation: () async throws -> Void, _ code: CallTraceError.Code) async {
        let error = await #expect(throws: CallTraceError.self) { try await operation() }
        #expect(error?.code == code)
        #expect(error?.message.contains("was deleted or replaced") == true)
    }

    @Test func `adding to a deleted file fails, and a new store starts anew`() async throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        for _ in 0..<30 {
            await expectMoved({ try await store.add([.sample("g")]) }, .cannotAdd)
            await expectMoved({ _ = try await store.filter(module: "shop.cart") }, .cannotRead)
            await expectMoved({ _ = try await store.listModules() }, .cannotRead)
        }
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await other.add([.sample("h")])
        #expect(try await other.qualnames() == ["h"])
        await expectMoved({ try await store.add([.sample("g")]) }, .cannotAdd)
    }

    @Test(arguments: [":memory:", "", "file:notes?mode=memory"])
    func `a database without a file cannot be deleted`(connectionString: String) async throws {
        let store = try await SQLiteStore.makeStore(connectionString: connectionString)
        try await store.add([.sample("f")])
        #expect(try await store.qualnames() == ["f"])
    }

    @Test func `adding to a file that was replaced fails, and the other file is left alone`() async throws {
        let other = try await SQLiteStore.makeStore(connectionString: folder.file("other"))
        try await other.add([.sample("other")])
        try await other.close()
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.file("other")))
        #expect(rename(folder.file("other"), folder.file()) == 0)
        await expectMoved({ try await store.add([.sample("g")]) }, .cannotAdd)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == content)
    }

    @Test func `a file restored from a copy by SQLite has what the copy had, and adding goes on`() async throws {
        try SQL.run("VACUUM INTO '\(folder.file("copy"))'", in: folder.file())
        try await store.add(CallTrace.samples(50..<200))
        try SQL.restore(folder.file(), from: folder.file("copy"))
        #expect(try await store.qualnames(limit: .max).count == 100)
        for _ in 0..<2 { try await store.add(CallTrace.samples(0..<300)) }
        #expect(try await store.qualnames(limit: .max) == (0..<300).reversed().map { "f\($0)" })
        #expect(try SQL.count(in: folder.file()) == 300)
        #expect(try SQL.texts("PRAGMA integrity_check", in: folder.file()) == ["ok"])
    }

    @Test(arguments: ["VACUUM", "DROP INDEX monkeytype_call_traces_module; VACUUM"])
    func `a file that another program compacts keeps its order, and no trace is stored twice`(
        sql: String
    ) async throws {
        try SQL.run("DELETE FROM \(SQL.table) WHERE rowid % 3 = 0; \(sql)", in: folder.file())
        for _ in 0..<2 { try await store.add(CallTrace.samples(20..<120)) }
        let kept = (0..<20).filter { ($0 + 1) % 3 != 0 } + Array(20..<120)
        #expect(try await store.qualnames() == kept.reversed().map { "f\($0)" })
        #expect(try SQL.count(in: folder.file()) == kept.count)
    }

    @Test func `without the index, everything is found, and the index is not missed`() async throws {
        let other = CallTrace.samples(0..<10, module: "other")
        try await store.add(other)
        try SQL.run("DROP INDEX monkeytype_call_traces_module", in: folder.file())
        #expect(Set(try await store.listModules()) == ["shop.cart", "other"])
        #expect(try await store.qualnames(of: "other").count == 10)
        try await store.add(other)
        try SQL.run("DROP TABLE \(SQL.table); \(SQL.monkeyTypeTable)", in: folder.file())
        #expect(try await store.listModules() == [])
        try await store.add(other)
        #expect(try await store.listModules() == ["other"])
        #expect(try SQL.count(in: folder.file()) == 10)
    }

    @Test func `adding to a file truncated to nothing fails, and nothing is written to it`() async throws {
        try await store.close()
        let store = try await SQLiteStore.makeStore(connectionString: folder.file(), rest: .milliseconds(1))
        #expect(truncate(folder.file(), 0) == 0)
        await #expect(throws: CallTraceError.self) { try await store.add([.sample("g")]) }
        await #expect(throws: CallTraceError.self) { try await store.filter(module: "shop.cart").count }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())).isEmpty)
    }
}
