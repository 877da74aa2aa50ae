import CallTraces
import Foundation
import GRDB
import Synchronization
import Testing

@testable import CallTracesSQLite

/// A canceled call ends soon, with a `CancellationError`, and stores all or nothing.
struct SQLiteStoreCancellationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a call that waits for a lock ends once it is canceled`() async throws {
        try SQL.run("PRAGMA journal_mode = WAL; \(SQL.monkeyTypeTable)", in: folder.file("opened"))
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await SQL.whileLocked(folder.file()) {
            let adding = Task { try await store.add([.sample("f")]) }
            let other = Task { try await store.add([.sample("g")]) }
            try await Task.sleep(for: .milliseconds(50))
            adding.cancel()
            other.cancel()
            await #expect(throws: CancellationError.self) { try await adding.value }
            await #expect(throws: CancellationError.self) { try await other.value }
        }
        try await SQL.whileLocked(folder.file("opened")) {
            let opening = Task { [folder] in
                try await SQLiteStore.makeStore(connectionString: folder.file("opened")).listModules()
            }
            try await Task.sleep(for: .milliseconds(50))
            opening.cancel()
            await #expect(throws: CancellationError.self) { try await opening.value }
        }
        #expect(try await store.qualnames() == [])
    }

    @Test func `a canceled opening throws, even if it succeeds`() async throws {
        let opening = Task { [folder] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await SQLiteStore.makeStore(connectionString: folder.file()).listModules()
        }
        await #expect(throws: CancellationError.self) { try await opening.value }
    }

    @Test func `whenever an add is canceled, it throws nothing else, and stores all or nothing`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        var expected: Set<String> = []
        for round in 0..<300 {
            let traces = CallTrace.samples(round * 100..<round * 100 + 100)
            let adding = Task { try await store.add(traces) }
            // Every moment of an add, in turn.
            for _ in 0..<round % 60 { await Task.yield() }
            usleep(UInt32(round % 20) * 50)
            adding.cancel()
            do {
                try await adding.value
                expected.formUnion(traces.map(\.qualname))
            } catch is CancellationError {}
        }
        #expect(Set(try await store.qualnames(limit: .max)) == expected)
    }

    @Test func `an interruption of a canceled task is its cancellation, and of another one an error`() async throws {
        func interrupted() async throws {
            try await SQLiteAccess.perform({ CallTraceError(.cannotAdd, $0) }) {
                throw DatabaseError(resultCode: .SQLITE_INTERRUPT)
            }
        }
        await #expect(throws: CallTraceError.self) { try await interrupted() }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await interrupted()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @MainActor
    @Test func `a batch is not encoded on the actor of its caller`() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: ":memory:")
        let threads = Mutex<Set<Bool>>([])
        try await store.add(
            (0..<10).lazy.map { number in
                threads.withLock { _ = $0.insert(Thread.isMainThread) }
                return CallTrace.sample("f\(number)")
            }
        )
        #expect(threads.withLock(\.self) == [false])
    }
}
