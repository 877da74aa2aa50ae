import CallTraces
import Testing

@testable import CallTracesSQLite

/// SQLite decides what a connection string opens.
struct ConnectionStringTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: [":memory:", "", "file::memory:", "file:notes?mode=memory&cache=shared"])
    func `a database in memory, or a temporary one, is transient`(string: String) throws {
        guard case .transient = try ConnectionString(string).target() else {
            Issue.record("treated as a file")
            return
        }
    }

    @Test func `a path is literal and becomes absolute`() throws {
        guard case .file(let path) = try ConnectionString(folder.file("a%20b?mode=ro#c.db")).target() else {
            Issue.record("not treated as a plain file")
            return
        }
        #expect(path.hasSuffix("/a%20b?mode=ro#c.db"))
    }

    @Test func `a URI is decoded`() throws {
        guard case .file(let path) = try ConnectionString("file://localhost\(folder.file("a%20b"))#c").target() else {
            Issue.record("not treated as a plain file")
            return
        }
        #expect(path.hasSuffix("/a b"))
    }

    @Test func `a file with URI parameters is distinguished from one without`() throws {
        guard case .fileWithParameters = try ConnectionString("file:\(folder.file())?cache=private").target() else {
            Issue.record("its parameters would be lost")
            return
        }
    }

    @Test(arguments: ["mode=ro", "immutable=1"])
    func `a read-only file is distinguished from others`(parameter: String) throws {
        try SQL.run(SQL.monkeyTypeTable, in: folder.file())
        guard case .readOnlyFile = try ConnectionString("file:\(folder.file())?\(parameter)").target() else {
            Issue.record("treated as writable")
            return
        }
    }

    @Test func `a NUL byte is rejected, as SQLite would open another file`() throws {
        let error = #expect(throws: CallTraceError.self) {
            try ConnectionString(folder.file("one\0two"))
        }
        #expect(error?.code == .cannotOpen)
        #expect(try folder.names().isEmpty)
    }
}
