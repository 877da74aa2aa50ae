import CallTraces
import CallTracesSQLite
import Foundation
import Testing
import Workloads

@testable import compare

struct RawReaderTests {
    /// Calls a closure with the path of a database that does not exist.
    private func withDatabase(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "compare-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appending(path: "store.sqlite3").path)
    }

    private func texts(_ rows: borrowing EncodedRows) -> [[String?]] {
        (0..<rows.count).map { index in (0..<5).map { rows.text(index, column: $0) } }
    }

    @Test func `the C program finds the rows and modules that the store finds, in the same order`() async throws {
        try await withDatabase { path in
            let traces = try RecordedCalls().traces
            let store = try await SQLiteStore.makeStore(connectionString: path)
            try await store.add(traces)
            try await store.add(traces.prefix(10))
            let reader = try RawReader(path)
            for module in try await store.listModules() {
                for limit in [0, 10, traces.count] {
                    let expected = try await store.filter(module: module, limit: limit)
                        .map { [$0.module, $0.qualname, $0.argTypes, $0.returnType, $0.yieldType] }
                    #expect(try texts(reader.filter(module: module, limit: limit)) == expected)
                }
            }
            let found = try reader.listModules()
            #expect(try await (0..<found.count).map { found.text($0, column: 0) } == store.listModules())
        }
    }

    @Test func `the rows that the C program inserts are read as the same rows, whatever their batch`() async throws {
        try await withDatabase { path in
            let encoded = try EncodedRows()
            for var trace in try RecordedCalls().traces.prefix(25) {
                trace.module = "a"
                try encoded.append(CallTraceRow(trace))
            }
            _ = try encoded.insert(into: path, batch: 10)
            let found = try RawReader(path).filter(module: "a", limit: 100)
            #expect(texts(found) == texts(encoded).reversed())
        }
    }

    @Test func `the C program finds nothing in a module that has no rows`() async throws {
        try await withDatabase { path in
            let store = try await SQLiteStore.makeStore(connectionString: path)
            let reader = try RawReader(path)
            let (rows, modules) = (try reader.filter(module: "a", limit: 1).count, try reader.listModules().count)
            #expect((rows, modules) == (0, 0))
            // What is added later is found by the same statements.
            try await store.add([CallTrace(module: "a", qualname: "f")])
            #expect(try reader.filter(module: "a", limit: 1).count == 1)
        }
    }

    @Test func `a database that does not exist is an error, and is not created`() async throws {
        try await withDatabase { path in
            #expect(throws: RawFailure.self) { _ = try RawReader(path) }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
