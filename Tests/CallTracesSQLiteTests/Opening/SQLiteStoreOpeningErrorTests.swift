import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// What cannot be opened is rejected with advice and left unchanged, and a possible password is not revealed.
struct SQLiteStoreOpeningErrorTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func errorOfOpening(_ connectionString: String) async -> CallTraceError? {
        await #expect(throws: CallTraceError.self) {
            try await SQLiteStore.makeStore(connectionString: connectionString)
        }
    }

    @Test func `a folder is rejected`() async {
        let error = await errorOfOpening(folder.path)
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("it is a folder") == true)
        #expect(error?.message.contains(folder.path) == true)
    }

    @Test(arguments: ["missing/traces.db", "file/traces.db"])
    func `a missing parent folder is named as the cause`(name: String) async throws {
        try Data().write(to: URL(fileURLWithPath: folder.file("file")))
        let error = await errorOfOpening(folder.file(name))
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("its folder does not exist") == true)
        #expect(try folder.names() == [Array("file".utf8)])
    }

    @Test(arguments: ["hello", String(repeating: "no database ", count: 1_000)])
    func `a file that is not a database is rejected and left unchanged`(content: String) async throws {
        try Data(content.utf8).write(to: URL(fileURLWithPath: folder.file("notes")))
        let error = await errorOfOpening(folder.file("notes"))
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("not an SQLite database") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("notes"))) == Data(content.utf8))
        #expect(try folder.names() == [Array("notes".utf8)])
    }

    @Test(arguments: [
        "CREATE TABLE monkeytype_call_traces (id INTEGER)",
        "CREATE TABLE MonkeyType_Call_Traces (created_at, module, qualname, arg_types, return_type, yield_type)",
        SQL.monkeyTypeTable + "ALTER TABLE monkeytype_call_traces ADD COLUMN extra TEXT",
        SQL.monkeyTypeTable + "ALTER TABLE monkeytype_call_traces DROP COLUMN yield_type",
        """
        CREATE TABLE monkeytype_call_traces (
            created_at TEXT, module TEXT, qualname TEXT, arg_types TEXT, return_type TEXT NOT NULL, yield_type TEXT)
        """,
        """
        CREATE TABLE monkeytype_call_traces (
            created_at TEXT, module TEXT PRIMARY KEY, qualname TEXT, arg_types TEXT, return_type TEXT, yield_type TEXT)
        """,
        """
        CREATE TABLE traces (
            created_at TEXT, module TEXT, qualname TEXT, arg_types TEXT, return_type TEXT, yield_type TEXT);
        CREATE VIEW monkeytype_call_traces AS SELECT * FROM traces
        """,
    ])
    func `a table or view of that name that is not MonkeyType's is rejected and left unchanged`(
        sql: String
    ) async throws {
        try SQL.run(sql, in: folder.file("other.db"))
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.file("other.db")))
        let error = await errorOfOpening(folder.file("other.db"))
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("not MonkeyType's table") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("other.db"))) == content)
        #expect(try folder.names() == [Array("other.db".utf8)])
    }

    @Test(arguments: ["NOCASE", "RTRIM"], ["module", "qualname", "arg_types", "return_type", "yield_type"])
    func `a table that compares texts otherwise than by bytes is rejected`(
        collation: String,
        column: String
    ) async throws {
        let table = SQL.monkeyTypeTable
            .replacing(try Regex("\(column) +TEXT"), with: "\(column) TEXT COLLATE \(collation)")
        #expect(table != SQL.monkeyTypeTable)
        try SQL.run(table, in: folder.file())
        let error = await errorOfOpening(folder.file())
        #expect(error?.message.contains("not MonkeyType's table") == true)
    }

    @Test(arguments: [
        "CREATE TABLE monkeytype_call_traces_module (id INTEGER)",
        "CREATE VIEW MonkeyType_call_traces_module AS SELECT 1",
    ])
    func `something else with the name of the index is named as the cause, and left unchanged`(sql: String) async throws
    {
        try SQL.run("\(SQL.monkeyTypeTable)\(sql)", in: folder.file())
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
        let error = await errorOfOpening(folder.file())
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == content)
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("monkeytype_call_traces_module, but something else of that name") == true)
    }

    @Test(arguments: ["ro", "rw"])
    func `a missing file that may not be created is named as the cause`(mode: String) async throws {
        let error = await errorOfOpening("file:\(folder.file())?mode=\(mode)")
        #expect(error?.message.contains("it does not exist; create it first, or remove the parameter mode=") == true)
        #expect(try folder.names().isEmpty)
    }

    @Test func `running out of file descriptors is named as the cause`() async throws {
        try await SQLiteStore.makeStore(connectionString: folder.file()).close()
        await #expect(processExitsWith: .success) { [file = folder.file() as String] in
            // What opening needs besides SQLite's files, and what the first timer of a process needs.
            _ = try await SQLiteStore.makeStore(connectionString: ":memory:")
            try await Task.sleep(for: .milliseconds(1))
            var taken: [CInt] = []
            while true {
                let descriptor = open("/dev/null", O_RDONLY)
                if descriptor < 0 { break }
                taken.append(descriptor)
            }
            var messages: Set<String> = []
            // From no descriptor to one too few.
            for _ in 0..<10 {
                do {
                    _ = try await SQLiteStore.makeStore(connectionString: file).close()
                    break
                } catch let error as CallTraceError {
                    messages.insert(error.message.contains("too many files open") ? "" : error.message)
                }
                close(taken.removeLast())
            }
            for descriptor in taken { close(descriptor) }
            try #require(messages == [""], "\(messages)")
        }
    }

    @Test(arguments: ["nolock=1", "vfs=unix-none"])
    func `an opening that fails leaves no empty file`(parameter: String) async throws {
        let error = await errorOfOpening("file:\(folder.file())?\(parameter)")
        #expect(error?.code == .cannotOpen)
        #expect(try folder.names().isEmpty)
    }

    @Test func `a read-only file without the table is rejected`() async throws {
        try SQL.run("CREATE TABLE other (id INTEGER)", in: folder.file())
        let error = await errorOfOpening("file:\(folder.file())?mode=ro")
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("open it for writing once") == true)
    }

    @Test func `a file for which SQLite cannot keep a write-ahead log is rejected`() async throws {
        let error = await errorOfOpening("file:\(folder.file())?nolock=1")
        #expect(error?.code == .cannotOpen)
        #expect(error?.message.contains("write-ahead log") == true)
    }

    @Test(arguments: [
        "mysql://john:s3cret@localhost:3306/my_db",
        "file://john:s3cret@localhost/my_db",
        "file://john:s3%63ret@localhost/my_db",
        "file:/missing/john:s3cret@localhost/my_db",
        "file:my_db?vfs=s3cret",
        "file:my_db?mode=s3cret",
        "postgres://john:s3cret@localhost/my\0db",
    ])
    func `no error reveals the password of a connection string`(connectionString: String) async throws {
        let error = try #require(await errorOfOpening(connectionString))
        #expect(error.code == .cannotOpen)
        let shown = everyText(of: error)
        for secret in ["s3cret", "s3%63ret", "john"] {
            #expect(!shown.contains(secret))
        }
    }
}
