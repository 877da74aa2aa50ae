import CallTraces
import Foundation
import JSONLinesStore
import Testing

/// The rewriting of a file whose older duplicates outweigh its traces.
struct CompactionTests {
    /// A batch of the same 300 traces, some 15 kB: every few of them make for a compaction.
    private static let again = (0..<300).map { "again\($0)" }

    @Test func theFileStaysBoundedAndInOrder() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        let reader = try await file.store()
        try await store.add(Self.again)
        let live = try file.bytes.count
        for _ in 1...100 {
            try await store.add(Self.again)
            #expect(try file.bytes.count <= 2 * live + 1 << 16)
        }
        let newest = Array(Self.again.dropFirst() + Self.again.prefix(1))
        try await store.add([Self.again[0]])
        for store in [store, reader, try await file.store()] {
            #expect(try await store.qualnames() == newest)
            #expect(try await store.listModules() == ["m"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.folder) == ["calls.jsonl"])
    }

    @Test func handlesThatCompactLoseNothing() async throws {
        let file = try ScratchFile()
        let path = file.path
        try await withThrowingTaskGroup { group in
            for handle in 0..<6 { group.addTask { try await addAndCompact(path, "handle\(handle)") } }
            try await group.waitForAll()
        }
        try await expectAll((0..<6).map { "handle\($0)" }, in: file.store())
        #expect(try file.bytes.count < 1 << 18)
    }

    @Test func processesThatCompactLoseNothing() async throws {
        let file = try ScratchFile()
        let path = file.path
        async let first = #expect(processExitsWith: .success) { [path = path as String] in
            try await addAndCompact(path, "first")
        }
        async let second = #expect(processExitsWith: .success) { [path = path as String] in
            try await addAndCompact(path, "second")
        }
        try await addAndCompact(path, "this")
        _ = await (first, second)
        try await expectAll(["first", "second", "this"], in: file.store())
    }

    @Test func aKilledCompactionLeavesNothingForGood() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        try await store.add(Self.again)
        let inode = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
        let rest = "\(file.folder)/.\(try #require(inode)).compacting"
        try Data(repeating: 0, count: 1 << 20).write(to: URL(filePath: rest))
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try await file.store().qualnames() == Self.again)
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.folder) == ["calls.jsonl"])
    }

    @Test func compactionThatFailsFailsNoAdd() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        try await store.add(Self.again)
        let inode = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
        let obstacle = "\(file.folder)/.\(try #require(inode)).compacting"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try await file.store().qualnames() == Self.again)
        try FileManager.default.removeItem(atPath: obstacle)
        let before = try file.bytes.count
        try await store.add(Self.again)
        #expect(try file.bytes.count < before)
    }

    @Test func compactionKeepsWhatItCannotRead() async throws {
        let file = try ScratchFile()
        let future = "{\"format\":2}"
        try Data("\(future)\n\"committed\"\n".utf8).write(to: URL(filePath: file.path))
        let store = try await file.store()
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try await store.listModules() == ["m"])
        #expect(try String(decoding: file.bytes, as: UTF8.self).contains(future))
    }

    @Test func compactionFollowsASymbolicLinkAndKeepsThePermissions() async throws {
        let file = try ScratchFile()
        let link = "\(file.folder)/link"
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: link, withDestinationPath: file.path)
        let store = try await JSONLinesStore.makeStore(connectionString: link)
        try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try await file.store().qualnames() == Self.again)
        #expect(try manager.destinationOfSymbolicLink(atPath: link) == file.path)
        #expect(try manager.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o640)
    }
}

/// Adds 200 traces of its own to a file, one at a time, and between them the same traces over and over.
private func addAndCompact(_ path: String, _ name: String) async throws {
    let store = try await JSONLinesStore.makeStore(connectionString: path)
    for number in 0..<200 {
        try await store.add(["\(name).\(number)"])
        if number.isMultiple(of: 4) { try await store.add((0..<300).map { "again\($0)" }) }
    }
}

private func expectAll(_ names: [String], in store: JSONLinesStore) async throws {
    let qualnames = try await store.qualnames()
    #expect(qualnames.count == 300 + 200 * names.count)
    for name in names {
        #expect(qualnames.filter { $0.hasPrefix("\(name).") } == (0..<200).map { "\(name).\($0)" })
    }
}
