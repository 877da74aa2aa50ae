import CallTraces
import CallTracesSQLite
import Testing

/// Texts are stored and compared by bytes.
struct SQLiteStoreTextTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
    }

    @Test func `texts survive byte for byte`() async throws {
        let texts = [
            "a'b\"c\\d\ne", "a\0b", "a", "\0", "caf\u{E9}", "cafe\u{301}", "\u{1F469}\u{200D}\u{1F680}",
            String(repeating: "\u{1F40D}", count: 1 << 18),
        ]
        for text in texts {
            try await store.add([.sample(text, text, module: text)])
        }
        #expect(Set(try await store.listModules().bytes) == Set(texts.bytes))
        for text in texts {
            let found = try await store.filter(module: text).map { try $0.toTrace() }
            #expect(found == [.sample(text, text, module: text)])
            #expect(try await store.qualnames(of: text, prefix: text).bytes == [Array(text.utf8)])
        }
        let types = try SQL.texts(
            "SELECT DISTINCT typeof(module) || typeof(qualname) FROM \(SQL.table)",
            in: folder.file()
        )
        #expect(types == ["texttext"])
    }

    @Test(arguments: [
        ("", ["cafe\u{301}", "caf\u{E9}", "f*", "f[a]", "F", "f%", "f_a", "fxa", "f"]),
        ("f", ["f*", "f[a]", "f%", "f_a", "fxa", "f"]),
        ("f_", ["f_a"]),
        ("f%", ["f%"]),
        ("f*", ["f*"]),
        ("f[", ["f[a]"]),
        ("f[ax]", []),
        ("a", []),
        ("cafe", ["cafe\u{301}"]),
        ("caf", ["cafe\u{301}", "caf\u{E9}"]),
        ("f\0", []),
        ("' OR 1 = 1 --", []),
    ])
    func `a prefix is literal, by bytes`(prefix: String, expected: [String]) async throws {
        try await store.add(
            ["f", "fxa", "f_a", "f%", "F", "f[a]", "f*", "caf\u{E9}", "cafe\u{301}"].map { .sample($0) }
        )
        #expect(try await store.qualnames(prefix: prefix).bytes == expected.bytes)
    }

    @Test func `modules are compared by bytes`() async throws {
        let modules = ["a.b", "a.B", "a", "a.b.c", "a_b", "caf\u{E9}", "cafe\u{301}", "'a'", "a.b\0"]
        for module in modules {
            try await store.add([.sample("f", module: module)])
        }
        #expect(Set(try await store.listModules().bytes) == Set(modules.bytes))
        for module in modules {
            #expect(try await store.filter(module: module).map(\.module).bytes == [Array(module.utf8)])
        }
        #expect(try await store.filter(module: "A").isEmpty)
    }
}
