import CallTraces
import Foundation
import JSONLinesStore
import Testing

/// What the store does with files that others have made, or may look at.
struct FileTests {
    /// A batch of which a few make for a compaction.
    private static let again = (0..<300).map { "again\($0)" }

    @Test func aHandleThatCannotReopenUnlocks() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        let link = "\(file.folder)/link"
        try FileManager.default.moveItem(atPath: file.path, toPath: link)
        try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
        await #expect(throws: CallTraceError.self) { try await store.add(["f"]) }
        let descriptor = open(link, O_RDWR)
        defer { close(descriptor) }
        #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        try FileManager.default.removeItem(atPath: file.path)
        try await store.add(["g"])
        #expect(try await store.qualnames() == ["g"])
    }

    @Test(arguments: ["notes", "notes\nmore\n", "{\n  \"a\": 1\n}\n", "{\"a\":1}", "{\"module\":\"m\"}\n", "\n"])
    func aFileOfSomethingElseStaysAsItIs(_ text: String) async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        try Data(text.utf8).write(to: URL(filePath: file.path))
        for error in [
            await #expect(throws: CallTraceError.self) { try await store.add(["f"]) },
            await #expect(throws: CallTraceError.self) { _ = try await file.store() },
        ] {
            #expect(error?.code == .cannotOpen)
            #expect(error?.message.hasSuffix("holds no call traces; name another, or a new one") == true)
        }
        #expect(try file.bytes == Data(text.utf8))
    }

    @Test func aTornFirstBatchIsCutOff() async throws {
        let whole = try ScratchFile()
        try await whole.store().add(["f1", "f2"])
        let bytes = try whole.bytes
        for end in 0..<bytes.count {
            let file = try ScratchFile()
            try bytes.prefix(end).write(to: URL(filePath: file.path))
            try await file.store().add(["g"])
            #expect(try await file.store().qualnames() == ["g"], "\(end) bytes")
        }
    }

    @Test func compactionWritesToNoFileOfAnother() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        let other = "\(file.folder)/other"
        try Data("notes".utf8).write(to: URL(filePath: other))
        let inode = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
        let copy = "\(file.folder)/.\(try #require(inode)).compacting"
        try FileManager.default.createSymbolicLink(atPath: copy, withDestinationPath: other)
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try Data(contentsOf: URL(filePath: other)) == Data("notes".utf8))
        #expect(try await file.store().qualnames() == Self.again)
        #expect(try file.bytes.count < 1 << 17)
    }

    @Test(.enabled("only root may give a file away") { geteuid() == 0 })
    func compactionKeepsTheOwnerAndTheGroup() async throws {
        let file = try ScratchFile()
        let store = try await file.store()
        try #require(chown(file.path, 1, 2) == 0)
        let inode = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
        for _ in 1...10 { try await store.add(Self.again) }
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.systemFileNumber] as? Int != inode)
        #expect(attributes[.ownerAccountID] as? Int == 1)
        #expect(attributes[.groupOwnerAccountID] as? Int == 2)
    }

    @Test func aLineThatIsNotUTF8IsKeptAndNeverReturned() async throws {
        let file = try ScratchFile()
        let line = Data("{\"argTypes\":[],\"module\":\"m\",\"qualname\":\"".utf8) + [0xFF] + Data("\"}\n".utf8)
        try (line + Data("\"committed\"\n".utf8)).write(to: URL(filePath: file.path))
        let store = try await file.store()
        #expect(try await store.qualnames() == [])
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try await store.qualnames() == Self.again)
        #expect(try file.bytes.range(of: line) != nil)
    }

    @Test func aLineOfALaterVersionIsReadAsFarAsItIsUnderstood() async throws {
        let file = try ScratchFile()
        let line = "{\"argTypes\":[],\"later\":[1],\"module\":\"m\",\"qualname\":\"f\"}\n"
        try Data("\(line)\"committed\"\n".utf8).write(to: URL(filePath: file.path))
        let store = try await file.store()
        for _ in 1...10 { try await store.add(Self.again) }
        #expect(try await store.qualnames() == ["f"] + Self.again)
        #expect(try file.bytes.range(of: Data(line.utf8)) != nil)
    }

    @Test func errorsNameTheStoreAfterACompaction() async {
        // In a process of its own, as the limit is for all of its files.
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let file = try ScratchFile()
            let store = try await file.store()
            for _ in 1...10 { try await store.add((0..<300).map { "again\($0)" }) }
            try limitFileSize(1)
            let error = await #expect(throws: CallTraceError.self) { try await store.add(["f"]) }
            try limitFileSize(nil)
            #expect(error?.message.contains("calls.jsonl") == true)
            #expect(error?.message.contains(".compacting") == false)
        }
    }
}
