import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// A full disk loses nothing that was stored, and the store works again once there is room.
struct SQLiteStoreFullDiskTests {
    /// Adds batches until one fails.
    private static func addUntilFailure(
        _ store: SQLiteStore
    ) async throws -> (added: [CallTrace], error: CallTraceError) {
        var added: [CallTrace] = []
        // More than a megabyte in total.
        for batch in 0..<400 {
            let traces = CallTrace.samples((batch * 50)..<(batch * 50 + 50))
            do {
                try await store.add(traces)
            } catch let error as CallTraceError {
                return (added, error)
            }
            added += traces
        }
        throw CocoaError(.fileWriteUnknown)
    }

    /// Whether the store has exactly these traces.
    private static func holds(_ traces: [CallTrace], _ store: SQLiteStore) async throws -> Bool {
        try await store.filter(module: "shop.cart", limit: .max).map { try $0.toTrace() } == traces.reversed()
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
    func `a full disk loses nothing, and adding works again once there is room`() async throws {
        let disk = try SmallDisk()
        let store = try await SQLiteStore.makeStore(connectionString: disk.file())
        try await store.add([.sample("first")])
        try disk.fill()
        let (added, error) = try await Self.addUntilFailure(store)
        #expect(error.code == .cannotAdd)
        #expect(error.message.contains("make room"))
        #expect(try await Self.holds([.sample("first")] + added, store))
        try disk.makeRoom()
        try await store.add([.sample("last")])
        #expect(try await Self.holds([.sample("first")] + added + [.sample("last")], store))
        let reopened = try await SQLiteStore.makeStore(connectionString: disk.file())
        #expect(try await Self.holds([.sample("first")] + added + [.sample("last")], reopened))
        #expect(try SQL.texts("PRAGMA integrity_check", in: disk.file()) == ["ok"])
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"), arguments: [false, true])
    func `a file on a full disk is rejected with advice, and opens once there is room`(isFresh: Bool) async throws {
        let disk = try SmallDisk()
        if !isFresh {
            try SQL.run(
                SQL.monkeyTypeTable + "INSERT INTO \(SQL.table) VALUES ('', 'm', 'f', '{}', NULL, NULL)",
                in: disk.file()
            )
        }
        try disk.fill()
        let error = await #expect(throws: CallTraceError.self) {
            try await SQLiteStore.makeStore(connectionString: disk.file())
        }
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("make room") == true)
        try disk.makeRoom()
        let store = try await SQLiteStore.makeStore(connectionString: disk.file())
        #expect(try await store.qualnames(of: "m") == (isFresh ? [] : ["f"]))
        try await store.add([.sample("g")])
        #expect(try await store.qualnames() == ["g"])
    }

    @Test func `a file size limit loses nothing, and adding works again once it is lifted`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [file = folder.file() as String] in
            let store = try await SQLiteStore.makeStore(connectionString: file)
            try await store.add([.sample("first")])
            var limit = rlimit()
            try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let lifted = limit
            limit.rlim_cur = 256 << 10
            // Otherwise the signal ends the process when a file would exceed the limit.
            signal(SIGXFSZ, SIG_IGN)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let (added, error) = try await Self.addUntilFailure(store)
            try #require(error.code == .cannotAdd)
            try #require(error.message.contains("make room"))
            try #require(try await Self.holds([.sample("first")] + added, store))
            limit = lifted
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            try await store.add([.sample("last")])
            try #require(try await Self.holds([.sample("first")] + added + [.sample("last")], store))
        }
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        #expect(try await store.qualnames(limit: 1) == ["last"])
        #expect(try SQL.texts("PRAGMA integrity_check", in: folder.file()) == ["ok"])
    }
}
