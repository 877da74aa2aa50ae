import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// Failures do not reveal the stored JSON, and leave the file and the store as they were.
struct SQLiteStoreFailureTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try SQL.run(
            """
            CREATE TRIGGER refusal BEFORE INSERT ON \(SQL.table) WHEN new.qualname = 'refused'
            BEGIN SELECT raise(ABORT, 'refused'); END
            """,
            in: folder.file()
        )
    }

    @Test func `a batch with one refused row is not stored at all`() async throws {
        try await store.add([.sample("f"), .sample("g")])
        let error = await #expect(throws: CallTraceError.self) {
            try await store.add([.sample("f"), .sample("h"), .sample("refused", "secret"), .sample("i")])
        }
        #expect(error?.code == .cannotAdd)
        #expect(try await store.qualnames() == ["g", "f"])
    }

    @Test func `an error contains nothing of the stored JSON`() async throws {
        let error = try #require(
            await #expect(throws: CallTraceError.self) { try await store.add([.sample("refused", "secret")]) }
        )
        #expect(!everyText(of: error).contains("secret"))
        #expect(error.cause.map { "\($0)".contains("refused") } == true)
    }

    @Test func `rows of a batch that failed to commit are not taken for stored`() async throws {
        // The foreign key is checked when the transaction commits.
        try SQL.run(
            """
            CREATE TABLE other (id INTEGER REFERENCES missing (id) DEFERRABLE INITIALLY DEFERRED);
            CREATE TABLE missing (id INTEGER PRIMARY KEY);
            CREATE TRIGGER late_refusal AFTER INSERT ON \(SQL.table) WHEN new.qualname = 'refused late'
            BEGIN INSERT INTO other VALUES (1); END
            """,
            in: folder.file()
        )
        await #expect(throws: CallTraceError.self) {
            try await store.add(CallTrace.samples(0..<10) + [.sample("refused late")])
        }
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await other.add(CallTrace.samples(0..<20))
        try await store.add(CallTrace.samples(0..<20))
        #expect(try SQL.count(in: folder.file()) == 20)
    }

    @Test func `the error names a table that is gone`() async throws {
        try SQL.run("DROP TABLE \(SQL.table)", in: folder.file())
        let adding = await #expect(throws: CallTraceError.self) { try await store.add([.sample("f")]) }
        #expect(adding?.code == .cannotAdd)
        #expect(adding?.message.contains(SQL.table) == true)
        let reading = await #expect(throws: CallTraceError.self) { try await store.filter(module: "m") }
        #expect(reading?.code == .cannotRead)
        #expect(reading?.module == "m")
        let listing = await #expect(throws: CallTraceError.self) { try await store.listModules() }
        #expect(listing?.code == .cannotRead)
    }

    @Test func `the error says that a file is damaged`() async throws {
        let file = folder.file("damaged")
        try await SQLiteStore.makeStore(connectionString: file).add(CallTrace.samples(0..<1_000))
        try SQL.run("PRAGMA wal_checkpoint(TRUNCATE)", in: file)
        let handle = try #require(FileHandle(forUpdatingAtPath: file))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 8_192)
        try handle.write(contentsOf: Data(repeating: 0xFF, count: Int(size) - 8_192))
        try handle.close()
        let store = try await SQLiteStore.makeStore(connectionString: file)
        let error = await #expect(throws: CallTraceError.self) { try await store.qualnames(limit: .max) }
        #expect(error?.code == .cannotRead)
        #expect(error?.message.contains("damaged") == true)
    }
}
