import CallTraces
import Foundation
import Testing

@testable import CallTracesSQLite

/// Nothing wrong is read from a truncated file, and nothing is written to it.
struct SQLiteStoreTruncationTests {
    private static let count = 1_000

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func content(_ suffix: String = "") throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: folder.file() + suffix))
    }

    private func write(_ data: Data, _ suffix: String = "") throws {
        try data.write(to: URL(fileURLWithPath: folder.file() + suffix))
    }

    /// Writes a file that is whole without its log.
    private func fill() async throws {
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add(CallTrace.samples(0..<Self.count))
        try await store.close()
    }

    /// The error of opening the file or, if that succeeds, of reading all of it; adding has to fail then too.
    private func errorOfUse() async -> CallTraceError? {
        do {
            let store = try await SQLiteStore.makeStore(connectionString: folder.file())
            let error = await #expect(throws: CallTraceError.self) { try await store.add([.sample("g")]) }
            #expect(error?.code == .cannotAdd)
            #expect(error?.message.contains("damaged") == true)
            _ = try await store.filter(module: "shop.cart", limit: .max)
        } catch {
            return error as? CallTraceError
        }
        return nil
    }

    @Test(arguments: [
        15, 16, 99, 100, 101, 511, 512, 1_024, 4_095, 4_096, 4_097, 8_191, 8_192, 12_288, 40_000, -4_096,
    ])
    func `a truncated file is rejected and left unchanged, and works again once restored`(cut: Int) async throws {
        try await fill()
        let whole = try content()
        let length = cut > 0 ? cut : whole.count + cut
        try write(whole.prefix(length))
        let error = await errorOfUse()
        #expect(error?.code == .cannotOpen || error?.code == .cannotRead)
        #expect(["damaged", "not an SQLite database"].contains { error?.message.contains($0) == true })
        #expect(error?.message.contains("name another file") == true)
        #expect(try content() == whole.prefix(length))
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.file() + suffix)
        }
        try write(whole)
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        #expect(try await store.qualnames(limit: .max) == (0..<Self.count).reversed().map { "f\($0)" })
        try await store.add([.sample("g")])
        #expect(try await store.qualnames(limit: 1) == ["g"])
    }

    /// SQLite silently reads the missing part of the last page as zeros.
    @Test(arguments: [1, 2, 20, 200, 2_000])
    func `a file truncated within its last page has only traces that were added`(
        cut: Int
    ) async throws {
        try await fill()
        try write(content().dropLast(cut))
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        do {
            let thunks = try await store.filter(module: "shop.cart", limit: .max)
            let decoded = thunks.compactMap { try? $0.toTrace() }
            #expect(Set(decoded).isSubset(of: CallTrace.samples(0..<Self.count)))
            #expect(decoded.count > Self.count / 2)
        } catch let error as CallTraceError {
            #expect(error.message.contains("damaged"))
        }
    }

    /// SQLite treats a file of one byte as empty, as some systems write one.
    @Test(arguments: [0, 1])
    func `a file truncated to nothing is a fresh one`(length: Int) async throws {
        try write(Data(repeating: 0x53, count: length))
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add([.sample("f")])
        #expect(try await store.qualnames() == ["f"])
    }

    @Test func `only whole batches are read from a truncated write-ahead log`() async throws {
        let (batches, size) = (10, 100)
        let original = try TemporaryFolder()
        let store = try await SQLiteStore.makeStore(connectionString: original.file(), rest: .seconds(86_400))
        for batch in 0..<batches {
            try await store.add(CallTrace.samples((batch * size)..<(batch * size + size)))
        }
        let file = try Data(contentsOf: URL(fileURLWithPath: original.file()))
        let log = try Data(contentsOf: URL(fileURLWithPath: original.file() + "-wal"))
        var lengths = Set<Int>()
        for step in 0...40 {
            let folder = try TemporaryFolder()
            try file.write(to: URL(fileURLWithPath: folder.file()))
            try log.prefix(log.count * step / 40).write(to: URL(fileURLWithPath: folder.file() + "-wal"))
            let store = try await SQLiteStore.makeStore(connectionString: folder.file())
            let found = try await store.qualnames(limit: .max)
            #expect(found.count % size == 0)
            #expect(found == (0..<found.count).reversed().map { "f\($0)" })
            lengths.insert(found.count)
        }
        #expect(lengths.isSuperset(of: [0, batches * size]))
    }
}
