import CallTraces
import Testing

@testable import CallTracesSQLite

/// A file can be opened, however many open it at once and whatever else goes on in it.
struct OpenedDatabaseConcurrencyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `opening a file in use does not wait for a writer`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add([.sample("f")])
        try await SQL.whileLocked(folder.file()) {
            let other = try await SQLiteStore.makeStore(connectionString: folder.file())
            #expect(try await other.qualnames() == ["f"])
        }
    }

    @Test func `opening a file of MonkeyType's waits until another program has finished writing`() async throws {
        try SQL.run(SQL.monkeyTypeTable, in: folder.file())
        let file = folder.file()
        // SQLite itself does not wait here, as two connections that both switch to write-ahead logging would deadlock.
        let opening = try await SQL.whileLocked(file) {
            let opening = Task { try await SQLiteStore.makeStore(connectionString: file) }
            try await Task.sleep(for: .milliseconds(100))
            return opening
        }
        #expect(try await opening.value.listModules().isEmpty)
    }

    @Test func `openings that wait for a lock do not keep other tasks from running`() async throws {
        // Opening has to create the index, for which SQLite itself waits.
        try SQL.run("PRAGMA journal_mode = WAL; \(SQL.monkeyTypeTable)", in: folder.file())
        let file = folder.file()
        let openings = try await SQL.whileLocked(file) {
            let openings = (0..<64).map { _ in
                Task { try await SQLiteStore.makeStore(connectionString: file, patience: .seconds(20)) }
            }
            // Releasing the lock takes a task that runs.
            try await Task.sleep(for: .milliseconds(100))
            return openings
        }
        for opening in openings {
            #expect(try await opening.value.listModules().isEmpty)
        }
    }

    // Together, the rounds would have 2,000 files open.
    @Test(.serialized, arguments: 0..<20)
    func `a fresh file can be opened many times at once`(round: Int) async throws {
        let file = folder.file("\(round)")
        let stores = try await withThrowingTaskGroup(of: SQLiteStore.self) { group in
            for number in 0..<32 {
                // Every other one has a URI parameter, and so a single connection.
                let connectionString = number % 2 == 0 ? file : "file:\(file)?cache=private"
                group.addTask { try await SQLiteStore.makeStore(connectionString: connectionString) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (number, store) in stores.enumerated() {
            try await store.add([.sample("f\(number)")])
        }
        #expect(try await stores[0].listModules() == ["shop.cart"])
        for store in stores {
            #expect(try await store.qualnames().count == 32)
        }
    }

    @Test func `several processes can open a fresh file at once`() async throws {
        await withTaskGroup { group in
            for number in 0..<6 {
                group.addTask { [path = folder.path] in
                    await #expect(processExitsWith: .success) { [path = path as String, number = number as Int] in
                        try await withThrowingTaskGroup { group in
                            for round in 0..<10 {
                                group.addTask {
                                    let store = try await SQLiteStore.makeStore(connectionString: "\(path)/\(round)")
                                    try await store.add([.sample("f\(number)")])
                                }
                            }
                            try await group.waitForAll()
                        }
                    }
                }
            }
        }
        for round in 0..<10 {
            #expect(try SQL.count(in: folder.file("\(round)")) == 6)
        }
    }
}
