import CallTraces
import Foundation
import Testing

@testable import CallTraceContract

@Suite struct WithTimeoutTests {
    /// A store that blocks every thread on which tasks run.
    private struct BlockingStore: CallTraceStore {
        static func makeStore(connectionString: String) async throws -> BlockingStore { BlockingStore() }

        func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {}

        func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<256 { group.addTask { Self.block() } }
            }
            return []
        }

        func listModules() async throws -> [String] { [] }

        private static func block() {
            DispatchSemaphore(value: 0).wait()
        }
    }

    @Test func `a store that blocks every thread ends the process with a verdict`() async throws {
        let result = try await #require(
            processExitsWith: .exitCode(EXIT_FAILURE),
            observing: [\.standardErrorContent]
        ) {
            _ = await Clause.filter10.judge(
                Subject(BlockingStore.self) { "\($0)" }.with { $0.patience = .milliseconds(300) }
            )
        }
        let text = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(
            text.contains("BlockingStore: FILTER-10 MUST an unknown module gives nothing: no answer after 0.3 seconds")
        )
        #expect(text.contains("the store blocks the threads that tasks run on"))
    }

    @Test func `an operation that makes progress is waited for`() async {
        let count = Count()
        let value = await withTimeout(.milliseconds(50), "a test", progress: { count.value }) {
            for _ in 1...20 {
                try? await Task.sleep(for: .milliseconds(10))
                count.next()
            }
            return "done"
        } onTimeout: {
            "hung"
        }
        #expect(value == "done" || count.value < 20)
    }

    @Test func `an operation that makes none is given up`() async {
        let value = await withTimeout(.milliseconds(50), "a test", progress: { 0 }) {
            try? await Task.sleep(for: .seconds(3_600))
            return "done"
        } onTimeout: {
            "hung"
        }
        #expect(value == "hung")
    }
}
