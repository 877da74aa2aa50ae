import CallTraces
import InMemoryLogging
import Logging
import Testing

/// Behavior that is specific to the store in memory; the conformance kit tests the rest.
struct InMemoryStoreTests {
    @Test func `every store starts empty, even with the same connection string`() async throws {
        let store = try await InMemoryStore.makeStore(connectionString: "same")
        try await store.add([CallTrace(module: "m", qualname: "f")])
        let other = try await InMemoryStore.makeStore(connectionString: "same")
        #expect(try await other.listModules().isEmpty)
        #expect(try await store.listModules() == ["m"])
    }

    @Test func `a negative limit throws`() async throws {
        let store = InMemoryStore()
        try await store.add([CallTrace(module: "m", qualname: "f")])
        let error = await #expect(throws: CallTraceError.self) { try await store.filter(module: "m", limit: -1) }
        #expect(error?.code == .negativeLimit)
    }

    @Test func `a trace that cannot be serialized is logged and left out`() async throws {
        let handler = InMemoryLogHandler()
        let store = InMemoryStore()
        try await withLogger(Logger(label: "test") { _ in handler }) { _ in
            try await store.add([
                CallTrace(module: "m", qualname: ""),
                CallTrace(module: "m", qualname: "f"),
            ])
        }
        #expect(try await store.filter(module: "m").map(\.qualname) == ["f"])
        #expect(handler.entries.count == 1)
    }

    @Test func `a trace added again becomes the newest and is stored once`() async throws {
        let store = InMemoryStore()
        try await store.add(["f", "g", "f"].map { CallTrace(module: "m", qualname: $0) })
        #expect(try await store.filter(module: "m").map(\.qualname) == ["f", "g"])
        try await store.add([CallTrace(module: "m", qualname: "g")])
        #expect(try await store.filter(module: "m", limit: 1).map(\.qualname) == ["g"])
    }
}
