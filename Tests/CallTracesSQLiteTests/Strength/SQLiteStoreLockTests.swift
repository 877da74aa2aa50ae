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

    @Test(arguments: ["", "?cache=private"])
    func `reading does not wait behind an add that waits for a lock`(parameters: String) async throws {
        let store = try await SQLiteStore.makeStore(connectionString: "file:\(folder.file())\(parameters)")
        try await store.add([.sample("f")])
        let adding = try await SQL.whileLocked(folder.file()) {
            let adding = (0..<8).map { number in Task { try await store.add([.sample("g\(number)")]) } }
            try await Task.sleep(for: .milliseconds(50))
            for _ in 0..<20 { #expect(try await store.qualnames() == ["f"]) }
            return adding
        }
        for add in adding { try await add.value }
        #expect(try await store.qualnames().count == 9)
    }

    @Test func `a hundred handles that wait for a lock keep no other task from running`() async throws {
        var stores: [SQLiteStore] = []
        for _ in 0..<100 { stores.append(try await SQLiteStore.makeStore(connectionString: folder.file())) }
        let adding = try await SQL.whileLocked(folder.file()) {
            let adding = stores.enumerated().map { number, store in
                Task { try await store.add([.sample("f\(number)")]) }
            }
            try await Task.sleep(for: .milliseconds(50))
            // More ticks than threads could make if the handles held them, as releasing the lock takes their end.
            await withTaskGroup { group in
                for _ in 0..<100 {
                    group.addTask { for _ in 0..<100 { await Task.yield() } }
                }
            }
            return adding
        }
        for add in adding { try await add.value }
        #expect(try SQL.count(in: folder.file()) == 100)
    }
}
