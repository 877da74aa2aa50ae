import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// The default store is where MonkeyType has it.
struct DefaultConfigTests {
    @Test func `the store is at the path in MT_DB_PATH`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [file = folder.file("named") as String] in
            setenv("MT_DB_PATH", file, 1)
            try await DefaultConfig().traceStore().add([.sample("f")])
        }
        #expect(try SQL.count(in: folder.file("named")) == 1)
    }

    @Test func `without MT_DB_PATH it is monkeytype.sqlite3 in the working directory`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            unsetenv("MT_DB_PATH")
            try #require(FileManager.default.changeCurrentDirectoryPath(path))
            try await DefaultConfig().traceStore().add([.sample("f")])
        }
        #expect(try SQL.count(in: folder.file("monkeytype.sqlite3")) == 1)
    }

    @Test func `a path in MT_DB_PATH that is not UTF-8 opens no other file`() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            setenv("MT_DB_PATH", [CChar]("\(path)/".utf8CString.dropLast()) + [-1, 0], 1)
            let error = await #expect(throws: CallTraceError.self) { try await DefaultConfig().traceStore() }
            try #require(error?.code == .cannotOpen)
            try #require(error?.message.contains("not valid UTF-8") == true)
        }
        #expect(try folder.names().isEmpty)
    }
}
