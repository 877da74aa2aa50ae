import CallTraces
import MySQLStore
import Testing

/// Indexes are on hashes, which only narrow a search.
struct HashTests {
    @Test func `traces and modules with the same hash stay apart`() async throws {
        var options = ConnectionOptions()
        options.hash = { "UNHEX(SHA2(LEFT(\($0), 0), 256))" }
        let store = try await MySQLStore.makeStore(
            connectionString: try Server.shared().createDatabase("hashes"),
            options: options
        )
        let traces = (0..<12).map { CallTrace(module: "m\($0 % 3)", qualname: "f\($0)") }
        try await store.add(traces)
        // Again, in another order, and with others among them.
        let more = [traces[3], CallTrace(module: "m0", qualname: "g"), traces[0], traces[4]]
        try await store.add(more)

        #expect(try await Set(store.listModules()) == ["m0", "m1", "m2"])
        #expect(try await store.filter(module: "m0").map(\.qualname) == ["f0", "g", "f3", "f9", "f6"])
        #expect(try await store.filter(module: "m1").map(\.qualname) == ["f4", "f10", "f7", "f1"])
        #expect(try await store.filter(module: "m2").map(\.qualname) == ["f11", "f8", "f5", "f2"])
    }
}
