import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// What is added is found, compared by bytes and newest first, whatever the clock says.
struct SQLiteStoreTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
    }

    @Test func `a trace comes back with every part`() async throws {
        let int = TypeReference(module: "builtins", qualname: "int")
        let list = TypeReference(module: "typing", qualname: "List", elementTypes: [int])
        let traces = [
            CallTrace(module: "m", qualname: "f", argTypes: ["a": int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": int], returnType: .noneType),
            CallTrace(module: "m", qualname: "f", argTypes: ["a": int], yieldType: .noneType),
            CallTrace(module: "m", qualname: "f", argTypes: ["b": list], returnType: list, yieldType: int),
        ]
        try await store.add(traces)
        #expect(try await store.filter(module: "m").map { try $0.toTrace() } == traces.reversed())
    }

    @Test func `a sequence of traces is consumed once`() async throws {
        let numbers = (0..<3).makeIterator()
        try await store.add(IteratorSequence(numbers).map { .sample("f\($0)") })
        #expect(try await store.qualnames() == ["f2", "f1", "f0"])
    }

    @Test func `traces that cannot be serialized are skipped and add no module`() async throws {
        try await store.add([.sample("", module: "a"), .sample("f", module: "b"), .sample("f", module: "")])
        #expect(try await store.listModules() == ["b"])
        try await store.add([.sample("", module: "c")])
        #expect(try await store.listModules() == ["b"])
    }

    @Test func `adding nothing takes no lock`() async throws {
        try await SQL.whileLocked(folder.file()) {
            try await store.add([])
            try await store.add([.sample("")])
        }
        #expect(try await store.listModules().isEmpty)
    }

    @Test(arguments: [1, 2, 999, 1_000, 1_001, 10_000])
    func `every trace of a batch is stored, and the last is the newest`(count: Int) async throws {
        try await store.add(CallTrace.samples(0..<count))
        #expect(try await store.qualnames(limit: .max) == (0..<count).reversed().map { "f\($0)" })
    }

    @Test func `thousands of modules are listed`() async throws {
        try await store.add((0..<5_000).map { .sample("f", module: "m\($0)") })
        #expect(Set(try await store.listModules()) == Set((0..<5_000).map { "m\($0)" }))
    }

    @Test func `a limit keeps the newest matching traces`() async throws {
        try await store.add(CallTrace.samples(0..<3_000))
        try await store.add([.sample("g")])
        #expect(try await store.qualnames(prefix: "f", limit: 2) == ["f2999", "f2998"])
        #expect(try await store.filter(module: "shop.cart").count == 2_000)
        #expect(try await store.filter(module: "shop.cart", limit: 0).isEmpty)
        #expect(try await store.filter(module: "shop.cart", limit: .max).count == 3_001)
        let error = await #expect(throws: CallTraceError.self) {
            try await store.filter(module: "shop.cart", limit: -1)
        }
        #expect(error?.code == .negativeLimit)
    }

    @Test func `traces are in the order of insertion, whatever the clock says, and VACUUM keeps it`() async throws {
        try await store.add(CallTrace.samples(0..<50))
        try SQL.run(
            """
            UPDATE \(SQL.table) SET created_at = date('2020-01-01', abs(random() % 999) || ' days');
            DELETE FROM \(SQL.table) WHERE qualname LIKE 'f_0'
            """,
            in: folder.file()
        )
        let expected = (0..<50).reversed().filter { $0 == 0 || $0 % 10 != 0 }.map { "f\($0)" }
        #expect(try await store.qualnames() == expected)
        try SQL.run("VACUUM", in: folder.file())
        #expect(try await store.qualnames() == expected)
        try await store.add([.sample("f3"), .sample("g")])
        #expect(try await store.qualnames() == ["g", "f3"] + expected.filter { $0 != "f3" })
    }

    @Test func `what was found does not depend on the store`() async throws {
        let folder = try TemporaryFolder()
        var store: SQLiteStore? = try await SQLiteStore.makeStore(connectionString: folder.file())
        try await store?.add([.sample("f")])
        let thunks = try await store?.filter(module: "shop.cart")
        try await store?.add([.sample("g")])
        store = nil
        try FileManager.default.removeItem(atPath: folder.file())
        #expect(try thunks?.map { try $0.toTrace() } == [.sample("f")])
    }

    @Test func `an unknown module has no traces`() async throws {
        try await store.add([.sample("f")])
        #expect(try await store.filter(module: "shop").isEmpty)
        #expect(try await store.filter(module: "").isEmpty)
    }
}
