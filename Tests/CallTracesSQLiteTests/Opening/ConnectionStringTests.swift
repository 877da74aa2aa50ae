import CallTraces
import Foundation
import Synchronization
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
        guard case .file(let path, newPath: .some) = try ConnectionString(folder.file("a%20b?mode=ro#c.db")).target()
        else {
            Issue.record("not treated as a plain file")
            return
        }
        #expect(path.hasSuffix("/a%20b?mode=ro#c.db"))
    }

    @Test func `a file that appears while it is opened is not taken to be read-only`() throws {
        let path = folder.file()
        let isOpening = Mutex(true)
        Thread.detachNewThread {
            while isOpening.withLock(\.self) {
                close(open(path, O_RDWR | O_CREAT, 0o644))
                unlink(path)
            }
        }
        defer { isOpening.withLock { $0 = false } }
        var readOnly = 0
        for _ in 0..<5_000 {
            if case .readOnlyFile = try ConnectionString(path).target() { readOnly += 1 }
        }
        #expect(readOnly == 0)
    }

    @Test func `a URI is decoded`() throws {
        guard
            case .file(let path, newPath: .some) = try ConnectionString("file://localhost\(folder.file("a%20b"))#c")
                .target()
        else {
            Issue.record("not treated as a plain file")
            return
        }
        #expect(path.hasSuffix("/a b"))
    }

    @Test func `a file is new only if it was missing`() throws {
        guard case .file(_, newPath: .some) = try ConnectionString(folder.file()).target(),
            case .file(_, newPath: nil) = try ConnectionString(folder.file()).target()
        else {
            Issue.record("a file that exists is new, or one that is missing is not")
            return
        }
    }

    @Test func `a file with URI parameters keeps them, with an absolute path`() throws {
        let string = "file:\(folder.file("caf\u{E9} %25"))?cache=private&psow=1"
        guard case .file(let uri, let newPath) = try ConnectionString(string).target(),
            case .file(let again, newPath: nil) = try ConnectionString(uri).target()
        else {
            Issue.record("not treated as a file")
            return
        }
        #expect(newPath == folder.file("caf\u{E9} %"))
        #expect(uri == again)
        #expect(uri.hasPrefix("file:%2f") && uri.hasSuffix("?cache=private&psow=1"))
        #expect(try folder.names() == [Array("caf\u{E9} %".utf8)])
    }

    @Test(arguments: ["mode=ro", "immutable=1"])
    func `a read-only file is distinguished from others`(parameter: String) throws {
        try SQL.run(SQL.monkeyTypeTable, in: folder.file())
        guard case .readOnlyFile = try ConnectionString("file:\(folder.file())?\(parameter)").target() else {
            Issue.record("treated as writable")
            return
        }
    }

    @Test(arguments: ["", "file:"], ["one\0two", "one%00two"])
    func `a NUL byte is rejected, as SQLite would open another file`(scheme: String, name: String) throws {
        // In a plain path, a percent sign is a percent sign.
        guard scheme == "file:" || name.utf8.contains(0) else { return }
        let error = #expect(throws: CallTraceError.self) {
            try ConnectionString("\(scheme)\(folder.file(name))?psow=%00")
        }
        #expect(error?.code == .cannotOpen)
        #expect(try folder.names().isEmpty)
        _ = try ConnectionString(folder.file("one%00two"))
        _ = try ConnectionString("file:\(folder.file())?psow=%00")
    }
}
