import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// A file opened read-only is read and never written.
struct SQLiteStoreReadOnlyTests {
    private let folder: TemporaryFolder
    private let connectionString: String

    init() throws {
        folder = try TemporaryFolder()
        connectionString = "file:\(folder.file())?mode=ro"
        try SQL.run(
            SQL.monkeyTypeTable + """
                INSERT INTO \(SQL.table) VALUES ('', 'm', 'f', '{}', NULL, NULL), ('', 'n', 'g', '{}', NULL, NULL),
                    ('', NULL, 'h', '{}', NULL, NULL), ('', '', 'h', '{}', NULL, NULL)
                """,
            in: folder.file()
        )
    }

    @Test func `a file of MonkeyType's is read and left unchanged`() async throws {
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
        let store = try await SQLiteStore.makeStore(connectionString: connectionString)
        #expect(Set(try await store.listModules()) == ["m", "n"])
        #expect(try await store.qualnames(of: "n") == ["g"])
        let error = await #expect(throws: CallTraceError.self) { try await store.add([.sample("f")]) }
        #expect(error?.code == .cannotAdd)
        #expect(error?.message.contains("read-only") == true)
        #expect(try await store.qualnames(of: "shop.cart").isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == content)
        #expect(try folder.names() == [Array("traces.sqlite3".utf8)])
    }

    @Test func `a file in use is read, and what is added in the meantime is visible`() async throws {
        let writer = try await SQLiteStore.makeStore(connectionString: folder.file())
        let reader = try await SQLiteStore.makeStore(connectionString: connectionString)
        try await writer.add([.sample("f")])
        #expect(try await reader.qualnames() == ["f"])
        #expect(Set(try await reader.listModules()) == ["m", "n", "shop.cart"])
    }
}
