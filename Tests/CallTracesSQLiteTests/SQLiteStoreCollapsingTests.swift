import CallTraces
import Foundation
import Testing

@testable import CallTracesSQLite

/// The duplicates that MonkeyType wrote are removed on request, and nothing else changes.
struct SQLiteStoreCollapsingTests {
    private let folder: TemporaryFolder
    private let recorded: RecordedCalls

    init() throws {
        folder = try TemporaryFolder()
        recorded = try RecordedCalls()
    }

    private func content(of store: SQLiteStore) async throws -> [String: [CallTraceRow]] {
        var content: [String: [CallTraceRow]] = [:]
        for module in try await store.listModules() {
            content[module] = try await store.filter(module: module, limit: .max)
        }
        return content
    }

    @Test func `every trace of a file of MonkeyType's remains once, in the same order`() async throws {
        try recorded.write(to: folder.file())
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        let before = try await content(of: store)
        #expect(try await store.collapseDuplicates() == 12_583 - 2_358)
        #expect(try await content(of: store) == before)
        #expect(try SQL.count(in: folder.file()) == 2_358)
        #expect(try await store.collapseDuplicates() == 0)
        #expect(try SQL.texts("PRAGMA integrity_check", in: folder.file()) == ["ok"])
    }

    @Test func `rows that differ, or do not decode, are kept`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try SQL.run(
            """
            INSERT INTO \(SQL.table) VALUES ('', 'm', 'f', '{}', NULL, NULL), ('', 'm', 'f', '{}', '', NULL),
                ('', 'm', 'f', '{}', NULL, ''), ('', 'm', 'f', '{', NULL, NULL), ('', NULL, 'f', '{}', NULL, NULL),
                ('', 'm', NULL, '{}', NULL, NULL), ('', 'm', 'f', NULL, NULL, NULL), ('', 'M', 'f', '{}', NULL, NULL)
            """,
            in: folder.file()
        )
        #expect(try await store.collapseDuplicates() == 0)
        #expect(try SQL.count(in: folder.file()) == 8)
    }

    @Test func `other handles go on adding meanwhile, and nothing is lost`() async throws {
        try recorded.write(to: folder.file())
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        let traces = try recorded.rows.map { try $0.toTrace() }
        async let collapsing = store.collapseDuplicates()
        for start in stride(from: 0, to: traces.count, by: 100) {
            try await other.add(traces[start..<min(start + 100, traces.count)].reversed())
        }
        _ = try await collapsing
        _ = try await store.collapseDuplicates()
        #expect(try SQL.count(in: folder.file()) == 2_358)
        var rows: [CallTraceRow] = []
        for module in try await other.listModules() { rows += try await other.filter(module: module, limit: .max) }
        #expect(Set(rows) == Set(recorded.rows))
        #expect(try await content(of: store) == content(of: other))
    }

    @Test func `the index of a large file is added only then, and until then everything is found`() async throws {
        func indices() throws -> Int? {
            try SQL.count("SELECT count(*) FROM sqlite_master WHERE type = 'index'", in: folder.file())
        }
        try recorded.write(to: folder.file())
        // Rowids this high mean that many calls were recorded.
        try SQL.run("UPDATE \(SQL.table) SET rowid = rowid + 1000000", in: folder.file())
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        #expect(try indices() == 0)
        #expect(Set(try await content(of: store).values.joined()) == Set(recorded.rows))
        try await store.add([recorded.rows[0].toTrace()])
        #expect(try indices() == 0)
        try await store.collapseDuplicates()
        #expect(try indices() == 1)
        #expect(try SQL.count(in: folder.file()) == 2_358)
    }

    @Test func `a read-only file is not collapsed`() async throws {
        try recorded.write(to: folder.file())
        let store = try await SQLiteStore.makeStore(connectionString: "file:\(folder.file())?mode=ro")
        let error = await #expect(throws: CallTraceError.self) { try await store.collapseDuplicates() }
        #expect(error?.message.contains("read-only") == true)
        #expect(try SQL.count(in: folder.file()) == 12_583)
    }

    @Test func `a canceled call stops, and the next one goes on`() async throws {
        try recorded.write(to: folder.file())
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.collapseDuplicates()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        try await store.collapseDuplicates()
        #expect(try SQL.count(in: folder.file()) == 2_358)
    }
}
