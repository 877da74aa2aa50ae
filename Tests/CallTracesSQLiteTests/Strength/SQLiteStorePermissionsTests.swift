import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// Without write permission nothing is written and the error says so; with it, the store works again.
struct SQLiteStorePermissionsTests {
    /// What is not permitted, and the modes of the file and its folder for that.
    enum Refusal: Int, CaseIterable {
        case writeFile, writeFolder, writeEither, readFile, enterFolder

        var modes: (file: mode_t, folder: mode_t) {
            switch self {
            case .writeFile: (0o444, 0o777)
            case .writeFolder: (0o666, 0o555)
            case .writeEither: (0o444, 0o555)
            case .readFile: (0o000, 0o777)
            case .enterFolder: (0o666, 0o000)
            }
        }
    }

    private static let advice = ["read-only", "permissions", "may read and write"]

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Drops root's privileges, as permissions do not apply to root.
    private static func obeyPermissions() throws {
        guard geteuid() == 0 else { return }
        try #require(setgid(65_534) == 0 && setuid(65_534) == 0)
    }

    /// Opens the store and, if that succeeds, reads and adds; whatever fails has to say what to do.
    private static func expectAdvice(file: String) async throws {
        try obeyPermissions()
        let store: SQLiteStore
        do {
            store = try await SQLiteStore.makeStore(connectionString: file)
        } catch let error as CallTraceError {
            try #require(error.code == .cannotOpen)
            try #require(advice.contains { error.message.contains($0) }, "\(error)")
            return
        }
        try #require(try await store.qualnames() == ["f"])
        do {
            try await store.add([.sample("g")])
        } catch let error as CallTraceError {
            try #require(error.code == .cannotAdd)
            try #require(advice.contains { error.message.contains($0) }, "\(error)")
            try #require(try await store.qualnames() == ["f"])
            return
        }
        throw CocoaError(.fileWriteNoPermission)
    }

    @Test(arguments: Refusal.allCases, [false, true])
    func `without permission nothing is written, and the error says what to do`(
        refusal: Refusal,
        isMonkeyTypes: Bool
    ) async throws {
        let writer = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await writer.add([.sample("f")])
        try await writer.close()
        if isMonkeyTypes { try SQL.run("PRAGMA journal_mode = DELETE", in: folder.file()) }
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
        let (fileMode, folderMode) = refusal.modes
        #expect(chmod(folder.file(), fileMode) == 0)
        #expect(chmod(folder.path, folderMode) == 0)
        await #expect(processExitsWith: .success) { [file = folder.file() as String] in
            try await Self.expectAdvice(file: file)
        }
        #expect(chmod(folder.path, 0o777) == 0)
        #expect(chmod(folder.file(), 0o666) == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == content)
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store.add([.sample("g")])
        #expect(try await store.qualnames() == ["g", "f"])
    }
}
