import CallTraces
import CallTracesSQLite
import Testing

/// Whatever another program has written to the table, the other rows can be read.
struct SQLiteStoreForeignRowsTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
    }

    private func insert(_ values: String) throws {
        try SQL.run("INSERT INTO \(SQL.table) VALUES ('', \(values))", in: folder.file())
    }

    @Test(arguments: [
        "NULL, NULL, NULL", "'', NULL, NULL", "'not json', NULL, NULL", "'{}', '', NULL", "'{}', NULL, x'ff00'",
        "CAST(x'7bff7d' AS TEXT), NULL, NULL", "x'7bff', NULL, NULL", "17, NULL, NULL", "'{}', 0.5, NULL",
        "'{\"a\": {\"module\": \"secret\"}}', NULL, NULL",
    ])
    func `a damaged record keeps its position, and only that record does not decode`(types: String) async throws {
        try insert("'m', 'first', '{}', NULL, NULL")
        try insert("'m', 'damaged', \(types)")
        try insert("'m', 'last', '{}', NULL, NULL")
        let thunks = try await store.filter(module: "m")
        #expect(thunks.map(\.qualname) == ["last", "damaged", "first"])
        #expect(try await store.qualnames(of: "m", limit: 2) == ["last", "damaged"])
        #expect(try thunks.first?.toTrace().qualname == "last")
        #expect(try thunks.last?.toTrace().qualname == "first")
        let error = #expect(throws: CallTraceError.self) { try thunks[1].toTrace() }
        #expect(error?.code == .cannotDecode)
        #expect(error?.qualname == "damaged")
        #expect(error.map { String(reflecting: $0).contains("secret") } == false)
    }

    @Test func `a record whose texts are blobs decodes`() async throws {
        try insert("'m', CAST('f' AS BLOB), CAST('{}' AS BLOB), NULL, CAST('null' AS BLOB)")
        try await store.add([CallTrace(module: "m", qualname: "g")])
        let traces = try await store.filter(module: "m").map { try $0.toTrace() }
        #expect(traces == [CallTrace(module: "m", qualname: "g"), CallTrace(module: "m", qualname: "f")])
    }

    @Test func `rows without a module, or whose module is not text, are not listed`() async throws {
        for module in ["NULL", "''", "x'6d'", "'m'", "'m'"] {
            try insert("\(module), 'f', '{}', NULL, NULL")
        }
        #expect(try await store.listModules() == ["m"])
        #expect(try await store.filter(module: "m").count == 1)
    }

    @Test func `invalid UTF-8 is repaired`() async throws {
        try insert("CAST(x'6dff' AS TEXT), CAST(x'66fe' AS TEXT), '{}', NULL, NULL")
        try insert("'m', CAST(x'66fe' AS TEXT), '{}', NULL, NULL")
        #expect(Set(try await store.listModules()) == ["m\u{FFFD}", "m"])
        #expect(try await store.qualnames(of: "m") == ["f\u{FFFD}"])
        try await store.add([CallTrace(module: "m", qualname: "g")])
        #expect(try await store.qualnames(of: "m") == ["g", "f\u{FFFD}"])
    }

    @Test func `invalid UTF-8 and its replacement are identical, and match as a prefix`() async throws {
        let damaged = "'m', CAST(x'66fe' AS TEXT), '{}', NULL, NULL"
        let replaced = "'m', 'f\u{FFFD}', '{}', NULL, NULL"
        for values in [damaged, damaged, replaced, damaged, replaced] {
            try insert(values)
        }
        #expect(try await store.qualnames(of: "m") == ["f\u{FFFD}"])
        #expect(try await store.qualnames(of: "m", prefix: "f\u{FFFD}") == ["f\u{FFFD}"])
        #expect(try await store.qualnames(of: "m", prefix: "g").isEmpty)
        try SQL.run("DELETE FROM \(SQL.table)", in: folder.file())
        try insert(damaged)
        #expect(try await store.qualnames(of: "m", prefix: "f\u{FFFD}") == ["f\u{FFFD}"])
    }

    @Test func `modules of different invalid UTF-8 are listed once, and found as one`() async throws {
        for (number, module) in ["6dff", "6dfe", "6defbfbd", "6d"].enumerated() {
            try insert("CAST(x'\(module)' AS TEXT), 'f\(number)', '{}', NULL, NULL")
        }
        #expect(try await store.listModules().sorted() == ["m", "m\u{FFFD}"])
        #expect(try await store.qualnames(of: "m\u{FFFD}") == ["f2", "f1", "f0"])
        #expect(try await store.qualnames(of: "m\u{FFFD}", prefix: "f1", limit: 1) == ["f1"])
        #expect(try await store.qualnames(of: "m") == ["f3"])
        #expect(try await store.qualnames(of: "n\u{FFFD}") == [])
        try SQL.run("DROP INDEX monkeytype_call_traces_module", in: folder.file())
        #expect(try await store.qualnames(of: "m\u{FFFD}") == ["f2", "f1", "f0"])
    }

    @Test func `a row whose module is the empty text is neither listed nor found`() async throws {
        try insert("'', 'f', '{}', NULL, NULL")
        #expect(try await store.listModules() == [])
        #expect(try await store.filter(module: "") == [])
    }

    @Test func `a file whose texts are UTF-16 works as well`() async throws {
        try SQL.run("PRAGMA encoding = 'UTF-16'; \(SQL.monkeyTypeTable)", in: folder.file("utf16"))
        let store = try await SQLiteStore.makeStore(connectionString: folder.file("utf16"))
        for _ in 0..<2 {
            try await store.add([.sample("caf\u{E9}\0", module: "m\u{1F40D}"), .sample("f", module: "m")])
        }
        #expect(try SQL.count(in: folder.file("utf16")) == 2)
        #expect(Set(try await store.listModules()) == ["m\u{1F40D}", "m"])
        #expect(try await store.qualnames(of: "m\u{1F40D}", prefix: "caf\u{E9}\0") == ["caf\u{E9}\0"])
        #expect(try await store.qualnames(of: "m\u{1F40D}", prefix: "cafe").isEmpty)
    }

    @Test func `rows with negative rowids are older than all others`() async throws {
        try SQL.run(
            "INSERT INTO \(SQL.table) (rowid, module, qualname, arg_types) VALUES (\(Int64.min), 'm', 'f', '{}')",
            in: folder.file()
        )
        let other = try await SQLiteStore.makeStore(connectionString: folder.file())
        for (number, store) in [store, other, store, other].enumerated() {
            try await store.add([CallTrace(module: "m", qualname: "g\(number)")])
        }
        #expect(try await store.qualnames(of: "m") == ["g3", "g2", "g1", "g0", "f"])
    }

    @Test func `adding fails with an error once the highest rowid is used`() async throws {
        try SQL.run(
            """
            INSERT INTO \(SQL.table) (rowid, module, qualname, arg_types) VALUES (\(Int64.max - 1), 'm', 'f', '{}'),
                (\(Int64.min), 'm', 'g', '{}')
            """,
            in: folder.file()
        )
        try await store.add([CallTrace(module: "m", qualname: "h")])
        #expect(try await store.qualnames(of: "m") == ["h", "f", "g"])
        let error = await #expect(throws: CallTraceError.self) {
            try await store.add([CallTrace(module: "m", qualname: "i")])
        }
        #expect(error?.code == .cannotAdd)
        #expect(try await store.qualnames(of: "m") == ["h", "f", "g"])
    }
}
