import CallTraces
import Testing

@testable import CallTraceContract

/// What a crash leaves to read.
@Suite struct CrashNoticeTests {
    /// A store that traps at a negative limit.
    private struct TrapStore: CallTraceStore {
        private let store = InMemoryStore()

        static func makeStore(connectionString: String) async throws -> TrapStore { TrapStore() }

        func add(_ traces: some Sequence<CallTrace> & Sendable) async throws { try await store.add(traces) }

        func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            let found = try await store.filter(module: module, qualnamePrefix: qualnamePrefix, limit: .max)
            return Array(found.prefix(limit))
        }

        func listModules() async throws -> [String] { try await store.listModules() }
    }

    @Test func `the last that a crashed process prints is the clause and the call`() async throws {
        let result = try await #require(
            processExitsWith: .failure,
            observing: [\.standardErrorContent]
        ) {
            _ = await Clause.filter8.judge(Subject(TrapStore.self) { "\($0)" })
        }
        let lines = String(decoding: result.standardErrorContent, as: UTF8.self).split(separator: "\n").suffix(2)
        #expect(
            Array(lines) == [
                "The process crashed while the conformance kit judged:",
                "  TrapStore: FILTER-8 MUST a negative limit throws, in filter(module: \"m\", limit: -1)",
            ]
        )
    }

    @Test func `a crash after a verdict names no clause`() async throws {
        let result = try await #require(
            processExitsWith: .failure,
            observing: [\.standardErrorContent]
        ) {
            _ = await Clause.filter7.judge(Subject(TrapStore.self) { "\($0)" })
            _ = Array([1].prefix(-1))
        }
        let text = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(!text.contains("the conformance kit judged"))
    }
}
