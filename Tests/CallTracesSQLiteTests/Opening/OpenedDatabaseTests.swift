import CallTraces
import Foundation
import GRDB
import Testing

@testable import CallTracesSQLite

/// Opening creates MonkeyType's table if it is missing, and accepts files that MonkeyType has written.
struct OpenedDatabaseTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a fresh file gets MonkeyType's table and index, and write-ahead logging`() async throws {
        _ = try await SQLiteStore.makeStore(connectionString: folder.file())
        let columns = try SQL.texts(
            "SELECT name || ' ' || type FROM pragma_table_xinfo('monkeytype_call_traces')",
            in: folder.file()
        )
        #expect(
            columns == [
                "created_at TEXT", "module TEXT", "qualname TEXT", "arg_types TEXT", "return_type TEXT",
                "yield_type TEXT",
            ]
        )
        let indexed = try SQL.texts(
            "SELECT name FROM pragma_index_info('monkeytype_call_traces_module')",
            in: folder.file()
        )
        #expect(indexed == ["module"])
        #expect(try SQL.texts("SELECT name FROM sqlite_master", in: folder.file()).count == 2)
        #expect(try SQL.texts("PRAGMA journal_mode", in: folder.file()) == ["wal"])
    }

    @Test func `readers and the writer have page caches that fit large modules`() throws {
        let database = try OpenedDatabase(ConnectionString(folder.file())).writer
        func pages(_ db: Database) throws -> Int? { try Int.fetchOne(db, sql: "PRAGMA cache_size") }
        #expect(try database.read(pages) == -16_384)
        #expect(try database.writeWithoutTransaction(pages) == -16_384)
    }

    @Test func `a file of MonkeyType's gets the index and keeps its rows`() async throws {
        try SQL.run(
            SQL.monkeyTypeTable
                + "INSERT INTO monkeytype_call_traces VALUES ('2026-11-21', 'm', 'f', '{}', NULL, NULL)",
            in: folder.file()
        )
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        #expect(try await store.qualnames(of: "m") == ["f"])
        #expect(try SQL.count("SELECT count(*) FROM sqlite_master WHERE type = 'index'", in: folder.file()) == 1)
    }

    @Test(arguments: [
        SQL.monkeyTypeTable + "ALTER TABLE monkeytype_call_traces ADD COLUMN day AS (date(created_at))",
        """
        CREATE TABLE other (id INTEGER);
        CREATE TRIGGER monkeytype_call_traces AFTER DELETE ON other BEGIN SELECT 1; END;
        """ + SQL.monkeyTypeTable,
    ])
    func `what does not affect MonkeyType is accepted`(sql: String) async throws {
        try SQL.run(sql, in: folder.file())
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add([.sample("f")])
        #expect(try await store.qualnames() == ["f"])
    }

    @Test func `opening again changes no row`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add(CallTrace.samples(0..<10))
        let rows = "SELECT rowid || created_at || module || qualname || arg_types FROM monkeytype_call_traces"
        let before = try SQL.texts(rows, in: folder.file())
        _ = try await SQLiteStore.makeStore(connectionString: folder.file())
        _ = try await SQLiteStore.makeStore(connectionString: "file:\(folder.file())?cache=private")
        #expect(try SQL.texts(rows, in: folder.file()) == before)
    }

    @Test func `a file with URI parameters gets write-ahead logging too`() async throws {
        _ = try await SQLiteStore.makeStore(connectionString: "file:\(folder.file())?cache=private")
        #expect(try SQL.texts("PRAGMA journal_mode", in: folder.file()) == ["wal"])
    }

    @Test func `file names are used byte for byte`() async throws {
        let names = ["a b", "A B", "a%20b", "a?mode=memory", "caf\u{E9}", "cafe\u{301}", "#", "'; DROP TABLE x; --"]
        var stores: [SQLiteStore] = []
        for name in names {
            let store = try await SQLiteStore.makeStore(connectionString: folder.file(name))
            try await store.add([.sample(name)])
            stores.append(store)
        }
        for (name, store) in zip(names, stores) {
            #expect(try await store.qualnames().bytes == [Array(name.utf8)])
        }
        #expect(try folder.names().isSuperset(of: names.bytes))
    }

    @Test func `a relative path stays the same file when the working directory changes`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            try #require(FileManager.default.changeCurrentDirectoryPath(path))
            let store = try await SQLiteStore.makeStore(connectionString: "relative.db")
            try #require(FileManager.default.changeCurrentDirectoryPath("/"))
            try await store.add([.sample("f")])
            // Enough at once for the pool to open further connections.
            try await withThrowingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask { try #require(try await store.qualnames() == ["f"]) }
                }
                try await group.waitForAll()
            }
        }
        #expect(FileManager.default.fileExists(atPath: folder.file("relative.db")))
    }
}
