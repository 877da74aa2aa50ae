import CallTraces
import CallTracesSQLite
import Testing

/// Identical traces are returned once, and the file does not grow with them.
struct SQLiteStoreDuplicatesTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
    }

    /// The qualnames in the file, oldest first.
    private func storedQualnames() throws -> [String?] {
        try SQL.texts("SELECT qualname FROM \(SQL.table) ORDER BY rowid", in: folder.file())
    }

    @Test func `a trace that is added again becomes the newest`() async throws {
        try await store.add([.sample("f"), .sample("g"), .sample("h")])
        try await store.add([.sample("f")])
        try await store.add([.sample("h"), .sample("g")])
        #expect(try storedQualnames() == ["f", "h", "g"])
        #expect(try await store.qualnames() == ["g", "h", "f"])
        #expect(try await store.qualnames(limit: 2) == ["g", "h"])
    }

    @Test func `within a batch, the latest of identical traces counts`() async throws {
        try await store.add([.sample("f"), .sample("g"), .sample("f"), .sample("h"), .sample("f"), .sample("g")])
        #expect(try storedQualnames() == ["h", "f", "g"])
    }

    @Test func `traces that differ in one part are all stored`() async throws {
        let traces = CallTrace.differingInOnePart
        for _ in 0..<3 {
            try await store.add(traces)
        }
        #expect(try SQL.count(in: folder.file()) == 7)
        #expect(try await store.filter(module: "m").count == 6)
    }

    @Test func `another handle moves the stored traces too`() async throws {
        try await store.add(CallTrace.samples(0..<10))
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await other.add([.sample("f3"), .sample("g")])
        try await store.add([.sample("g"), .sample("f3"), .sample("f0")])
        try await other.add([.sample("f0")])
        #expect(try SQL.count(in: folder.file()) == 11)
        #expect(try await store.qualnames(limit: 4) == ["f0", "f3", "g", "f9"])
        #expect(try await other.qualnames() == store.qualnames())
    }

    @Test func `duplicates in a file of MonkeyType's are returned once, at the position of the newest`() async throws {
        for qualname in ["f", "g", "f", "f", "h", "g"] {
            try SQL.run(
                "INSERT INTO \(SQL.table) VALUES (datetime(), 'm', '\(qualname)', '{}', NULL, NULL)",
                in: folder.file()
            )
        }
        #expect(try await store.qualnames(of: "m") == ["g", "h", "f"])
        #expect(try await store.qualnames(of: "m", limit: 2) == ["g", "h"])
        try await store.add([CallTrace(module: "m", qualname: "f")])
        #expect(try await store.qualnames(of: "m") == ["f", "g", "h"])
        #expect(try SQL.count(in: folder.file()) == 6)
    }

    @Test func `NULL and the text null are the same type`() async throws {
        try SQL.run(
            """
            INSERT INTO \(SQL.table) VALUES ('', 'm', 'f', '{}', NULL, NULL), ('', 'm', 'f', '{}', 'null', NULL),
                ('', 'm', 'g', '{}', NULL, 'null'), ('', 'm', 'f', '{}', NULL, 'null')
            """,
            in: folder.file()
        )
        #expect(try await store.qualnames(of: "m") == ["f", "g"])
    }

    @Test func `a row that another program has changed is not mistaken for the old one`() async throws {
        try await store.add([.sample("f"), .sample("g"), .sample("h")])
        try SQL.run("UPDATE \(SQL.table) SET qualname = 'changed' WHERE qualname = 'f'", in: folder.file())
        try SQL.run("UPDATE \(SQL.table) SET return_type = NULL WHERE qualname = 'g'", in: folder.file())
        try await store.add([.sample("f"), .sample("g")])
        #expect(try storedQualnames() == ["changed", "g", "h", "f", "g"])
        #expect(try await store.filter(module: "shop.cart").count == 5)
    }

    @Test func `rows that another program has deleted are stored again`() async throws {
        try await store.add(CallTrace.samples(0..<5))
        try SQL.run("DELETE FROM \(SQL.table)", in: folder.file())
        try await store.add([.sample("f3"), .sample("f1")])
        try await store.add([.sample("f3")])
        #expect(try storedQualnames() == ["f1", "f3"])
    }

    @Test func `rows that reuse the rowids of deleted ones are moved`() async throws {
        try await store.add(CallTrace.samples(0..<5))
        try SQL.run("DELETE FROM \(SQL.table)", in: folder.file())
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await other.add([.sample("f1"), .sample("f2")])
        try await store.add([.sample("f1")])
        #expect(try storedQualnames() == ["f2", "f1"])
    }

    @Test func `VACUUM renumbers the rows of a file without the index, which is harmless`() async throws {
        try SQL.run("DROP INDEX monkeytype_call_traces_module", in: folder.file())
        try await store.add(CallTrace.samples(0..<10))
        try SQL.run("DELETE FROM \(SQL.table) WHERE qualname < 'f5'; VACUUM", in: folder.file())
        try await store.add([.sample("f6"), .sample("f9"), .sample("f1")])
        try await store.add([.sample("f6")])
        #expect(try await store.qualnames() == ["f6", "f1", "f9", "f8", "f7", "f5"])
    }
}
