import CallTraces
import CallTracesSQLite
import Testing

/// MonkeyType and this store use the same file at the same time.
@Suite(.enabled(if: MonkeyTypePeer.python != nil, "MONKEYTYPE_PYTHON names no Python with MonkeyType"))
struct MonkeyTypeTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let peer: MonkeyTypePeer

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
        peer = MonkeyTypePeer(database: folder.file())
    }

    /// A trace as the peer adds it.
    private func trace(_ number: Int) -> CallTrace {
        CallTrace(
            module: "peer",
            qualname: "f\(number)",
            argTypes: ["value": TypeReference(module: "builtins", qualname: "int")],
            returnType: TypeReference(module: "builtins", qualname: "str")
        )
    }

    @Test func `MonkeyType reads what is added here`() async throws {
        let traces = [
            CallTrace(
                module: "json.decoder",
                qualname: "JSONDecoder.decode",
                argTypes: ["s": TypeReference(module: "builtins", qualname: "str")],
                returnType: .noneType
            ),
            CallTrace(
                module: "caf\u{E9}",
                qualname: "f\"\\\n",
                argTypes: ["\u{1F40D}": .noneType],
                yieldType: .noneType
            ),
            CallTrace(module: "cafe\u{301}", qualname: "f"),
        ]
        try await store.add(traces)
        let content = try await peer.read()
        #expect(Set(content.modules.bytes) == Set(traces.map(\.module).bytes))
        let rows = try traces.map { try CallTraceRow($0) }
        let expected = rows.map { [$0.module, $0.qualname, $0.argTypes, $0.returnType, $0.yieldType] }
        #expect(content.rows.count == 3)
        for row in expected {
            #expect(content.rows.contains { $0.map(ExactColumn.init) == row.map(ExactColumn.init) })
        }
        #expect(content.decoded == ["json.decoder.JSONDecoder.decode"])
    }

    @Test(arguments: ["add", "insert"])
    func `what MonkeyType adds to an open file is visible, and identical traces collapse`(action: String) async throws {
        try await store.add([trace(3), trace(7)])
        try await peer.write(action, count: 5)
        #expect(try await store.listModules() == ["peer"])
        let found = try await store.filter(module: "peer").map { try $0.toTrace() }
        #expect(found == [4, 3, 2, 1, 0, 7].map(trace))
        try await store.add([trace(2)])
        #expect(try await store.qualnames(of: "peer") == ["f2", "f4", "f3", "f1", "f0", "f7"])
        #expect(try SQL.count(in: folder.file()) == 7)
    }

    @Test func `both write at the same time`() async throws {
        let store = self.store
        async let written: Void = peer.write("add", count: 200)
        for number in 0..<200 {
            try await store.add([trace(number)])
        }
        try await written
        #expect(try await store.filter(module: "peer").count == 200)
        #expect(try await peer.read().rows.count == 200)
    }

    @Test func `a file of MonkeyType's can be opened, and MonkeyType can go on using it`() async throws {
        let peer = MonkeyTypePeer(database: folder.file("theirs"))
        try await peer.write("add", count: 3)
        let store = try await SQLiteStore.makeStore(connectionString: folder.file("theirs"))
        #expect(try await store.filter(module: "peer").map { try $0.toTrace() } == [2, 1, 0].map(trace))
        try await store.add([trace(1)])
        try await peer.write("add", count: 1)
        #expect(try await store.qualnames(of: "peer") == ["f0", "f1", "f2"])
        #expect(Set(try await peer.read().rows.map { $0[1] }) == ["f0", "f1", "f2"])
    }
}

/// A column, compared by bytes.
private struct ExactColumn: Equatable {
    let bytes: [UInt8]?

    init(_ text: String?) {
        bytes = text.map { Array($0.utf8) }
    }
}
