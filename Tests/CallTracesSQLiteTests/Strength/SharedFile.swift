import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// A file that many processes use, and what each of them does.
///
/// Every writer has a module of its own, and all share another one. A batch has three traces of the writer's module and
/// one that other writers add too.
struct SharedFile {
    static let commonModule = "common"
    let folder: String

    var database: String { "\(folder)/traces.sqlite3" }

    static func module(ofWriter writer: Int) -> String { "writer\(writer)" }

    static func traces(ofWriter writer: Int, batch: Int) -> [CallTrace] {
        (0..<3).map { .sample("\(batch).\($0)", module: module(ofWriter: writer)) }
    }

    /// The trace that other writers add too.
    static func commonTrace(ofWriter writer: Int, batch: Int) -> CallTrace {
        .sample("common\((writer + batch) % 10)", module: commonModule)
    }

    /// Adds batches until the time is up, and records how many.
    func write(as writer: Int, for seconds: Int) async throws {
        let store = try await SQLiteStore.makeStore(connectionString: database)
        let end = ContinuousClock.now + .seconds(seconds)
        var batches = 0
        repeat {
            let common = Self.commonTrace(ofWriter: writer, batch: batches)
            try await store.add(Self.traces(ofWriter: writer, batch: batches) + [common])
            batches += 1
        } while ContinuousClock.now < end
        try Data("\(batches)".utf8).write(to: URL(fileURLWithPath: note(ofWriter: writer)))
    }

    /// How many batches a writer has added.
    func batches(ofWriter writer: Int) throws -> Int {
        let note = try Data(contentsOf: URL(fileURLWithPath: note(ofWriter: writer)))
        return try #require(Int(String(decoding: note, as: UTF8.self)))
    }

    /// Reads the newest traces of every writer until the time is up: batches are whole, stay, and have no gaps.
    func read(writers: Int, for seconds: Int) async throws {
        let store = try await SQLiteStore.makeStore(connectionString: database)
        let end = ContinuousClock.now + .seconds(seconds)
        var seen = Array(repeating: 0, count: writers)
        repeat {
            for writer in 0..<writers {
                let found = try await store.qualnames(of: Self.module(ofWriter: writer), limit: 30)
                let batches = try found.first.map { try #require(Int($0.prefix { $0 != "." })) + 1 } ?? 0
                try #require(batches >= seen[writer])
                let newest = (0..<batches).suffix(10).flatMap { Self.traces(ofWriter: writer, batch: $0) }
                try #require(found == newest.reversed().map(\.qualname))
                seen[writer] = batches
            }
            let modules = Set(try await store.listModules())
            for writer in 0..<writers where seen[writer] > 0 {
                try #require(modules.contains(Self.module(ofWriter: writer)))
            }
            let common = try await store.qualnames(of: Self.commonModule)
            try #require(Set(common).count == common.count)
        } while ContinuousClock.now < end
    }

    private func note(ofWriter writer: Int) -> String { "\(folder)/batches-\(writer)" }
}
