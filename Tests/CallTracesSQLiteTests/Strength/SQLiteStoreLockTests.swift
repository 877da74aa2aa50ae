import CallTraces
import Testing

@testable import CallTracesSQLite

/// An operation that waits too long for a lock fails with advice, loses nothing, and succeeds once the lock is gone.
struct SQLiteStoreLockTests {
    private static let patience = Duration.milliseconds(50)

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: ["", "?cache=private"])
    func `adding fails while the file is locked, reading does not, and the store keeps working`(
        parameters: String
    ) async throws {
        let store = try await SQLiteStore.makeStore(
            connectionString: "file:\(folder.file())\(parameters)",
            patience: Self.patience
        )
        try await store.add([.sample("f")])
        try await SQL.whileLocked(folder.file()) {
            let error = await #expect(throws: CallTraceError.self) { try await store.add([.sample("g")]) }
            #expect(error?.code == .cannotAdd)
            #expect(error?.message.contains("end its transaction and try again") == true)
            let (found, modules) = (try await store.qualnames(), try await store.listModules())
            #expect(found == ["f"])
            #expect(modules == ["shop.cart"])
        }
        try await store.add([.sample("h")])
        #expect(try await store.qualnames() == ["h", "f"])
    }

    @Test func `opening a file of MonkeyType's fails while it is locked, and succeeds afterwards`() async throws {
        try SQL.run(
            SQL.monkeyTypeTable + "INSERT INTO \(SQL.table) VALUES ('', 'm', 'f', '{}', NULL, NULL)",
            in: folder.file()
        )
        let error = try await SQL.whileLocked(folder.file()) {
            await #expect(throws: CallTraceError.self) {
                try await SQLiteStore.makeStore(connectionString: folder.file(), patience: Self.patience)
            }
        }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("end its transaction and try again") == true)
        let store = try await SQLiteStore.makeStore(connectionString: folder.file(), patience: Self.patience)
        #expect(try await store.qualnames(of: "m") == ["f"])
    }
}
