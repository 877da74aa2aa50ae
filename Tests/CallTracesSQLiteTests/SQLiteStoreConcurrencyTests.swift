import CallTraces
import CallTracesSQLite
import Foundation
import GRDB
import Testing

/// Handles, tasks, and processes share a file without losing traces, duplicating them, or deadlocking.
struct SQLiteStoreConcurrencyTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
    }

    @Test(arguments: [
        "a file", "a URI with parameters", "a shared cache",
    ])
    func `concurrent additions lose nothing and duplicate nothing`(kind: String) async throws {
        let connectionString =
            switch kind {
            case "a file": folder.file("shared")
            case "a URI with parameters": "file:\(folder.file("shared"))?cache=private"
            default: "file:\(UUID())?mode=memory&cache=shared"
            }
        let stores = [
            try await SQLiteStore.makeStore(connectionString: connectionString),
            try await SQLiteStore.makeStore(connectionString: connectionString),
        ]
        try await withThrowingTaskGroup { group in
            for task in 0..<16 {
                group.addTask {
                    for round in 0..<10 {
                        // Half of the traces are the same in all tasks.
                        let own = 1_000 + task * 100 + round * 5
                        try await stores[task % 2].add(
                            CallTrace.samples(0..<5) + CallTrace.samples(own..<(own + 5))
                        )
                        let found = try await stores[(task + round) % 2].qualnames(limit: .max)
                        try #require(Set(found).count == found.count)
                        try #require(found.count % 5 == 0)
                    }
                }
            }
            try await group.waitForAll()
        }
        for store in stores {
            #expect(try await store.filter(module: "shop.cart", limit: .max).count == 5 + 16 * 10 * 5)
        }
    }

    @Test func `several processes add to one file`() async throws {
        await withTaskGroup { group in
            for number in 0..<4 {
                group.addTask { [file = folder.file()] in
                    await #expect(processExitsWith: .success) { [file = file as String, number = number as Int] in
                        let store = try await SQLiteStore.makeStore(connectionString: file)
                        for round in 0..<25 {
                            try await store.add(CallTrace.samples(0..<10) + [.sample("\(number)-\(round)")])
                        }
                    }
                }
            }
        }
        #expect(try SQL.count(in: folder.file()) == 10 + 4 * 25)
        #expect(try await store.filter(module: "shop.cart").count == 10 + 4 * 25)
    }

    @Test func `what was added survives the death of the process`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [file = folder.file() as String] in
            let store = try await SQLiteStore.makeStore(connectionString: file)
            for number in 0..<50 {
                try await store.add([.sample("f\(number)")])
            }
            kill(getpid(), SIGKILL)
        }
        #expect(try await store.qualnames() == (0..<50).reversed().map { "f\($0)" })
        let reopened = try await SQLiteStore.makeStore(connectionString: folder.file())
        #expect(try await reopened.filter(module: "shop.cart").count == 50)
    }

    @Test func `a batch becomes visible as a whole`() async throws {
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await withThrowingTaskGroup { group in
            group.addTask {
                for batch in 0..<20 {
                    try await store.add(CallTrace.samples((batch * 200)..<(batch * 200 + 200)))
                }
            }
            group.addTask {
                var count = 0
                while count < 4_000 {
                    count = try await other.filter(module: "shop.cart", limit: .max).count
                    try #require(count % 200 == 0)
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `adding waits for another program's lock, reading does not`() async throws {
        let store = self.store
        let adding = try await SQL.whileLocked(folder.file()) {
            let adding = Task { try await store.add([.sample("f")]) }
            try await Task.sleep(for: .milliseconds(100))
            #expect(try await store.qualnames().isEmpty)
            return adding
        }
        try await adding.value
        #expect(try await store.qualnames() == ["f"])
    }

    @Test func `reading leaves nothing open that would keep the log from being truncated`() async throws {
        try await store.add(CallTrace.samples(0..<100))
        _ = try await store.qualnames(limit: 1)
        _ = try await store.listModules()
        let isBusy = try DatabaseQueue(path: folder.file()).inDatabase { db in
            try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        #expect(isBusy == 0)
        let log = try FileManager.default.attributesOfItem(atPath: folder.file() + "-wal")
        #expect(log[.size] as? Int == 0)
    }

    @Test func `a canceled task adds nothing, and the store keeps working`() async throws {
        let store = self.store
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.add([.sample("f")])
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        try await store.add([.sample("g")])
        #expect(try await store.qualnames() == ["g"])
    }
}
