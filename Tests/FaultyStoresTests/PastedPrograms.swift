import CallTraceContract
import CallTraces
import FaultyStores
import Foundation
import Testing

/// Programs as the kit printed them for stores of the catalog: they compile, and they fail.
///
/// `ShrunkHistoryTests` compares the programs of random histories with what the kit prints today; those of concurrent
/// tasks and of crashes differ from run to run.
@Suite struct PastedPrograms {
    @Test func `limit before prefix`() async throws {
        await withKnownIssue {
            let store1 = try await FaultyStore.named("limit before prefix").makeStore(
                connectionString: "mysql://john:***@plain/MODEL-1-36mnqgg5e8clk-128"
            )
            try await store1.add([
                CallTrace(module: "a", qualname: "a"),
                CallTrace(module: "a", qualname: "b"),
            ])
            let thunks1 = try await store1.filter(module: "a", qualnamePrefix: "a", limit: 1)
            #expect(try thunks1.map { try $0.toTrace() } == [CallTrace(module: "a", qualname: "a")])
        }
    }

    @Test func `hasPrefix`() async throws {
        await withKnownIssue {
            let store1 = try await FaultyStore.named("hasPrefix").makeStore(
                connectionString: "mysql://john:***@plain/MODEL-1-2hqmh0502f9al-120"
            )
            try await store1.add([CallTrace(module: "a", qualname: "e\u{301}")])
            let thunks1 = try await store1.filter(module: "a", qualnamePrefix: "e")
            #expect(try thunks1.map { try $0.toTrace() } == [CallTrace(module: "a", qualname: "e\u{301}")])
        }
    }

    @Test func `stale list`() async throws {
        await withKnownIssue {
            let store1 = try await FaultyStore.named("stale list").makeStore(
                connectionString: "mysql://john:***@plain/MODEL-1-3418ed5ibkfpi-56"
            )
            _ = try await store1.listModules()
            try await store1.add([CallTrace(module: "a", qualname: "a")])
            #expect(try await store1.listModules().sorted() == ["a"])
        }
    }

    @Test func `racing add, many tasks`() async throws {
        let store1 = try await FaultyStore.named("racing add").makeStore(
            connectionString: "mysql://john:***@plain/ADD-9-31hlgaa3sz3s1-1"
        )
        try await withThrowingDiscardingTaskGroup { group in
            for task in 1...8 {
                group.addTask {
                    for batch in 1...20 {
                        try await store1.add(
                            (1...2).map { CallTrace(module: "m", qualname: "task\(task).batch\(batch).f\($0)") }
                        )
                    }
                }
            }
        }
        let thunks1 = try await store1.filter(module: "m")
        #expect(thunks1.count < 320)
    }

    @Test func `racing add`() async throws {
        await withKnownIssue {
            for attempt in 1...200 {
                let store1 = try await FaultyStore.named("racing add").makeStore(
                    connectionString: "mysql://john:***@plain/MODEL-2-2fpjwm0mud3uf-418-\(attempt)"
                )
                async let task1: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "a")])
                    return []
                }()
                async let task2: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "b")])
                    return []
                }()
                var answers = try await task1 + task2
                answers.append(try await store1.filter(module: "a").map { try $0.toTrace().qualname })
                // What the calls can return, in one order or another:
                let lawful: [[[String]]] = [
                    [["b", "a"]],
                    [["a", "b"]],
                ]
                try #require(lawful.contains(answers))
            }
        }
    }

    @Test func `racing add, in an order that shows it`() async throws {
        await withKnownIssue {
            try await interleaved(seed: 1, .priorities(changes: 0, steps: 205)) {
                let store1 = try await FaultyStore.named("racing add").makeStore(
                    connectionString: "mysql://john:***@plain/MODEL-3-3ex2h7qppgnmp-1239"
                )
                async let task1: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "a")])
                    return []
                }()
                async let task2: [[String]] = {
                    try await store1.add([CallTrace(module: "a", qualname: "b")])
                    return []
                }()
                var answers = try await task1 + task2
                answers.append(try await store1.filter(module: "a").map { try $0.toTrace().qualname })
                // What the calls can return, in one order or another:
                let lawful: [[[String]]] = [
                    [["b", "a"]],
                    [["a", "b"]],
                ]
                try #require(lawful.contains(answers))
            }
        }
    }

    @Test func `acknowledge before commit`() async throws {
        await withKnownIssue {
            let folder = NSTemporaryDirectory() + UUID().uuidString  // import Foundation
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
                let store = try await FaultyStore.named("acknowledge before commit").makeStore(
                    connectionString: "journal://john:***@plain\(folder)/ADD-11-2g7c0qux3tkdi-2"
                )
                for batch in 0..<1 {
                    try await store.add((0..<1).map { CallTrace(module: "m", qualname: "batch\(batch).f\($0)") })
                }
                kill(getpid(), SIGKILL)
            }
            let store1 = try await FaultyStore.named("acknowledge before commit").makeStore(
                connectionString: "journal://john:***@plain\(folder)/ADD-11-2g7c0qux3tkdi-2"
            )
            let thunks1 = try await store1.filter(module: "m", limit: .max)
            #expect(thunks1.count >= 1)
        }
    }
}
