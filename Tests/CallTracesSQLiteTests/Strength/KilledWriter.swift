import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// A process that adds batches from two tasks, records each acknowledged one, and is killed in the middle.
struct KilledWriter {
    /// The event after which the process is killed.
    enum Start: CaseIterable {
        /// The start of the process, so that the kill may hit the opening of the file.
        case process
        /// The first acknowledged batch.
        case acknowledgment
    }

    static let tasks = 2
    private static let batchSize = 50
    // Long enough for a checkpoint every few batches, so that the kill may hit one.
    private static let longType = String(repeating: "x", count: 3_000)

    let folder: String
    let round: Int

    private var database: String { "\(folder)/traces.sqlite3" }
    private var notes: String { "\(folder)/acknowledged-\(round)" }
    private var module: String { "round\(round)" }

    private func trace(_ task: Int, _ batch: Int, _ number: Int) -> CallTrace {
        .sample("\(task).\(batch).\(number)", Self.longType, module: module)
    }

    /// Adds batches until the process is killed.
    func add(killedAfter microseconds: UInt32, from start: Start) async throws {
        if start == .process { Self.die(after: microseconds) }
        let notes = open(notes, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        try #require(notes >= 0)
        let store = try await SQLiteStore.makeStore(connectionString: database)
        try await withThrowingTaskGroup { group in
            for task in 0..<Self.tasks {
                group.addTask {
                    for batch in 0..<Int.max {
                        try await store.add((0..<Self.batchSize).map { trace(task, batch, $0) })
                        // Unbuffered, so that it survives the process.
                        let note = Array("\(task)\n".utf8)
                        try #require(write(notes, note, note.count) == note.count)
                        if batch == 0, start == .acknowledgment { Self.die(after: microseconds) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func die(after microseconds: UInt32) {
        Thread.detachNewThread {
            usleep(microseconds)
            kill(getpid(), SIGKILL)
        }
    }

    /// How many batches of each task were acknowledged.
    func acknowledged() throws -> [Int] {
        guard let data = FileManager.default.contents(atPath: notes) else {
            return Array(repeating: 0, count: Self.tasks)
        }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        return (0..<Self.tasks).map { task in lines.count { $0 == "\(task)" } }
    }

    /// Checks that every acknowledged batch is there, plus at most one whole batch per task.
    func expectSound(in store: SQLiteStore) async throws {
        let acknowledged = try acknowledged()
        let found = try await store.filter(module: module, limit: .max)
        for task in 0..<Self.tasks {
            let ofTask = found.filter { $0.qualname.hasPrefix("\(task).") }.reversed()
            let batches = ofTask.count / Self.batchSize
            #expect(batches == acknowledged[task] || batches == acknowledged[task] + 1)
            let added = (0..<batches).flatMap { batch in (0..<Self.batchSize).map { trace(task, batch, $0) } }
            #expect(try ofTask.map { try $0.toTrace() } == added)
        }
    }
}
