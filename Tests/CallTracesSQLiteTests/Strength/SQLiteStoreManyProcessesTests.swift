import CallTraces
import CallTracesSQLite
import Testing

/// Eight processes add and two read; nothing fails, and in the end the file has exactly what was added.
@Suite(.serialized)
struct SQLiteStoreManyProcessesTests {
    private static let writers = 8

    private let folder: TemporaryFolder
    private let file: SharedFile
    private let seconds: Int

    init() throws {
        folder = try TemporaryFolder()
        file = SharedFile(folder: folder.path)
        seconds = try Strength().seconds
    }

    @Test func `many processes use one file`() async throws {
        await useFile()
        try await expectExactContent(peerTraces: 0)
    }

    @Test(.enabled(if: MonkeyTypePeer.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"))
    func `many processes and MonkeyType use one file`() async throws {
        let peer = MonkeyTypePeer(database: file.database)
        async let peerTraces = peer.write(for: seconds)
        await useFile()
        try await expectExactContent(peerTraces: peerTraces)
        let rows = try await peer.read().rows.map { "\($0[0] ?? "").\($0[1] ?? "")" }
        let store = try await SQLiteStore.makeStore(connectionString: file.database)
        var found: [String] = []
        for module in try await store.listModules() {
            found += try await store.filter(module: module, limit: .max).map { "\($0.module).\($0.qualname)" }
        }
        #expect(Set(rows) == Set(found))
        #expect(rows.count == found.count)
    }

    /// Runs all processes to their end.
    private func useFile() async {
        await withTaskGroup { group in
            for writer in 0..<Self.writers {
                group.addTask { [path = folder.path, seconds] in
                    await #expect(processExitsWith: .success) {
                        [path = path as String, writer = writer as Int, seconds = seconds as Int] in
                        try await SharedFile(folder: path).write(as: writer, for: seconds)
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask { [path = folder.path, seconds] in
                    await #expect(processExitsWith: .success) {
                        [path = path as String, writers = Self.writers as Int, seconds = seconds as Int] in
                        try await SharedFile(folder: path).read(writers: writers, for: seconds)
                    }
                }
            }
        }
    }

    private func expectExactContent(peerTraces: Int) async throws {
        let store = try await SQLiteStore.makeStore(connectionString: file.database)
        var rowCount = peerTraces
        var common: Set<String> = []
        var modules = Set((0..<Self.writers).map(SharedFile.module) + [SharedFile.commonModule])
        for writer in 0..<Self.writers {
            let batches = try file.batches(ofWriter: writer)
            let added = (0..<batches).flatMap { SharedFile.traces(ofWriter: writer, batch: $0) }
            let found = try await store.filter(module: SharedFile.module(ofWriter: writer), limit: .max)
            #expect(try found.map { try $0.toTrace() } == added.reversed())
            rowCount += added.count
            common.formUnion((0..<batches).map { SharedFile.commonTrace(ofWriter: writer, batch: $0).qualname })
        }
        #expect(Set(try await store.qualnames(of: SharedFile.commonModule)) == common)
        if peerTraces > 0 {
            modules.insert("peer")
            #expect(
                try await store.qualnames(of: "peer", limit: .max) == (0..<peerTraces).reversed().map { "f\($0)" }
            )
        }
        #expect(Set(try await store.listModules()) == modules)
        // No trace is stored twice, which collapsing duplicates would hide.
        #expect(try SQL.count(in: file.database) == rowCount + common.count)
        #expect(try SQL.texts("PRAGMA integrity_check", in: file.database) == ["ok"])
    }
}
