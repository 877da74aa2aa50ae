import CallTraces
import CallTracesSQLite
import Testing

/// A file that MonkeyType filled with the calls of real libraries.
struct RecordedCallsTests {
    private let recorded: RecordedCalls
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() async throws {
        recorded = try RecordedCalls()
        folder = try TemporaryFolder()
        try recorded.write(to: folder.file())
        store = try await SQLiteStore.makeStore(connectionString: folder.file())
    }

    private func allRows(of store: SQLiteStore) async throws -> [CallTraceRow] {
        var rows: [CallTraceRow] = []
        for module in try await store.listModules() {
            rows += try await store.filter(module: module, limit: .max)
        }
        return rows
    }

    @Test func `the fixture has all recorded calls`() throws {
        #expect(try SQL.count(in: folder.file()) == 12_583)
        #expect(
            try SQL.texts("SELECT min(created_at) || ' ' || max(created_at) FROM \(SQL.table)", in: folder.file())
                == ["2026-11-21 01:22:10.736385 2026-11-21 01:22:10.965185"]
        )
    }

    @Test func `its modules are listed and its distinct traces are returned`() async throws {
        let modules = try await store.listModules()
        #expect(modules.count == 93)
        #expect(Set(modules) == Set(recorded.rows.map(\.module)))
        let rows = try await allRows(of: store)
        #expect(rows.count == 2_358)
        #expect(Set(rows) == Set(recorded.rows))
    }

    @Test func `the traces of a module come in the order of their latest calls`() async throws {
        for module in try await store.listModules() {
            let expected = recorded.tracesByRecency.filter { $0.module == module }.reversed()
            #expect(try await store.filter(module: module, limit: .max) == Array(expected))
            #expect(try await store.filter(module: module, limit: 5) == Array(expected.prefix(5)))
        }
    }

    @Test func `every trace decodes, and encodes as MonkeyType encoded it`() async throws {
        for row in try await allRows(of: store) {
            let trace = try row.toTrace()
            #expect(try CallTraceRow(trace) == row)
        }
    }

    @Test func `adding all traces again duplicates none`() async throws {
        let traces = try recorded.tracesByRecency.map { try $0.toTrace() }
        for _ in 0..<2 {
            try await store.add(traces)
            #expect(try await allRows(of: store).count == 2_358)
            #expect(try SQL.count(in: folder.file()) == 12_583)
        }
    }

    @Test func `adding the stream of calls stores each trace once, in the order of the latest calls`() async throws {
        let traces = try recorded.rows.map { try $0.toTrace() }
        let fresh = try await SQLiteStore.makeStore(connectionString: folder.file("fresh"))
        var calls = recorded.calls[...]
        while !calls.isEmpty {
            try await fresh.add(calls.prefix(500).map { traces[$0] })
            calls = calls.dropFirst(500)
        }
        #expect(try SQL.count(in: folder.file("fresh")) == 2_358)
        for module in try await store.listModules() {
            #expect(try await fresh.filter(module: module, limit: .max) == store.filter(module: module, limit: .max))
        }
    }
}
