import CallTraces
import CallTracesSQLite
import Foundation
import Testing

/// In-memory and temporary databases belong to a single store.
struct SQLiteStoreTransientTests {
    @Test(arguments: [":memory:", "", "file::memory:", "file:notes?mode=memory"])
    func `each store starts empty and shares nothing`(connectionString: String) async throws {
        let first = try await SQLiteStore.makeStore(connectionString: connectionString)
        try await first.add(CallTrace.samples(0..<3))
        try await first.add([.sample("f0")])
        let second = try await SQLiteStore.makeStore(connectionString: connectionString)
        #expect(try await second.listModules().isEmpty)
        try await second.add([.sample("g")])
        #expect(try await first.qualnames() == ["f0", "f2", "f1"])
        #expect(!FileManager.default.fileExists(atPath: "notes"))
    }

    @Test func `a shared cache is shared as long as a store is open`() async throws {
        let connectionString = "file:\(UUID())?mode=memory&cache=shared"
        let first = try await SQLiteStore.makeStore(connectionString: connectionString)
        let second = try await SQLiteStore.makeStore(connectionString: connectionString)
        try await first.add([.sample("f")])
        #expect(try await second.qualnames() == ["f"])
    }
}
