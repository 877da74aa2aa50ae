import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct ShrinkerTests {
    private typealias Failure = @Sendable (History) -> Bool

    /// Ways for a history to fail, each with the smallest history that fails so.
    private static let failures: [(isFailing: Failure, smallest: String)] = [
        (
            { $0.traces.contains { $0.qualname.unicodeScalars.contains("\u{301}") } },
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            try await store1.add([CallTrace(module: "a", qualname: "\\u{301}")])
            """
        ),
        (
            { $0.traces.contains { Array($0.qualname.unicodeScalars).suffix(2) == ["e", "\u{301}"] } },
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            try await store1.add([CallTrace(module: "a", qualname: "e\\u{301}")])
            """
        ),
        (
            isLimitedAfterThreeAdds,
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            try await store1.add([CallTrace(module: "a", qualname: "a")])
            try await store1.add([CallTrace(module: "a", qualname: "a")])
            try await store1.add([CallTrace(module: "a", qualname: "a")])
            let thunks1 = try await store1.filter(module: "a", limit: 0)
            """
        ),
        (
            { history in history.queries.contains { ($0.limit ?? 0) >= 10 && $0.prefix != nil } },
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            let thunks1 = try await store1.filter(module: "a", qualnamePrefix: "", limit: 10)
            """
        ),
        (
            { $0.batches.contains { $0.count > 4 } },
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            try await store1.add([
                CallTrace(module: "a", qualname: "a"),
                CallTrace(module: "a", qualname: "a"),
                CallTrace(module: "a", qualname: "a"),
                CallTrace(module: "a", qualname: "a"),
                CallTrace(module: "a", qualname: "a"),
            ])
            """
        ),
        (
            { $0.traces.contains { $0.yieldType == .noneType } },
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            try await store1.add([CallTrace(module: "a", qualname: "a", yieldType: .noneType)])
            """
        ),
        (
            { $0.handlesAtOnce > 1 },
            """
            let store1 = try await Store.makeStore(connectionString: "1")
            let store2 = try await Store.makeStore(connectionString: "1")
            """
        ),
    ]

    private static let isLimitedAfterThreeAdds: Failure = { history in
        var adds = 0
        return history.steps.contains { step in
            switch step.operation {
            case .add: adds += 1
            case .filter(_, _, _, _, let limit?): return adds >= 3 && limit >= 0
            default: break
            }
            return false
        }
    }

    private func failing(_ isFailing: Failure, count: Int) throws -> [History] {
        Array(try RandomHistories.persistent.get().filter(isFailing).prefix(count))
    }

    @Test(arguments: failures.indices)
    func `every failing history shrinks to the smallest`(_ index: Int) async throws {
        let (isFailing, smallest) = Self.failures[index]
        let histories = try failing(isFailing, count: 4)
        #expect(histories.count == 4)
        for history in histories {
            let shrunk = try await Shrinker.shrunk(history) { isFailing($0) }
            #expect(shrunk.program == smallest)
        }
    }

    @Test(arguments: failures.indices)
    func `each accepted history fails, is simpler than the one before, and is well formed`(_ index: Int) async throws {
        let isFailing = Self.failures[index].isFailing
        let history = try #require(try failing(isFailing, count: 1).first)
        var simplest = history.shrinkOrder
        let shrunk = try await Shrinker.shrunk(history) { candidate in
            #expect(candidate.shrinkOrder < simplest)
            #expect(candidate.isWellFormed)
            #expect(candidate.traces.allSatisfy { !$0.module.isEmpty && !$0.qualname.isEmpty })
            guard isFailing(candidate) else { return false }
            simplest = candidate.shrinkOrder
            return true
        }
        #expect(isFailing(shrunk))
        #expect(shrunk.shrinkOrder == simplest)
    }

    @Test func `no simpler reduction of a shrunk history fails`() async throws {
        for (isFailing, _) in Self.failures {
            let history = try #require(try failing(isFailing, count: 1).first)
            let shrunk = try await Shrinker.shrunk(history) { isFailing($0) }
            for reduced in History.allReductions.flatMap({ $0(shrunk) }).map(\.renumbered) {
                #expect(!(isFailing(reduced) && reduced.shrinkOrder < shrunk.shrinkOrder))
            }
        }
    }

    @Test(arguments: [0, 1, 10, 25])
    func `no more histories are tried than allowed, and the shortest so far is returned`(
        attempts: Int
    ) async throws {
        let history = try #require(try failing(Self.isLimitedAfterThreeAdds, count: 1).first)
        let tried = Count()
        var best = history.renumbered
        let shrunk = try await Shrinker.shrunk(history, until: tried.value >= attempts) { candidate in
            tried.next()
            guard Self.isLimitedAfterThreeAdds(candidate) else { return false }
            best = candidate
            return true
        }
        #expect(tried.value == attempts)
        #expect(shrunk.program == best.program)
    }

    @Test func `a history stays as it is if no smaller one fails`() async throws {
        let history = try History.random(0, of: Histories(), for: .persistent, keepsNUL: true)
        let shrunk = try await Shrinker.shrunk(history) { _ in false }
        #expect(shrunk.program == history.program)
    }

    @Test func `an error ends shrinking`() async throws {
        let history = try History.random(0, of: Histories(), for: .persistent, keepsNUL: true)
        await #expect(throws: KitError.self) {
            try await Shrinker.shrunk(history) { _ in throw KitError("no disk") }
        }
    }

    @Test(arguments: [nil, 0, 7] as [Int?])
    func `a call is canceled as early as possible, or not at all`(_ earliest: Int?) async throws {
        let add = Step.Operation.add(store: 1, batch: Batch([CallTrace(module: "b", qualname: "bb")]))
        let steps = [
            Step(operation: .makeStore(store: 1, connectionString: "1"), task: nil),
            Step(operation: add, task: 1, cancellation: 23),
        ]
        let shrunk = try await Shrinker.shrunk(History(steps: steps)) { history in
            history.steps.contains { step in
                guard step.task != nil else { return false }
                return earliest.map { $0 <= step.cancellation ?? -1 } ?? true
            }
        }
        #expect(shrunk.steps.map(\.cancellation).compactMap(\.self) == [earliest].compactMap(\.self))
        #expect(shrunk.traces == [CallTrace(module: "a", qualname: "a")])
    }

    @Test func `steps leave their task if they need not be in one`() async throws {
        let history = History.concurrent(3, of: Histories(), for: .ephemeral)
        let shrunk = try await Shrinker.shrunk(history) { $0.traces.count > 1 }
        #expect(shrunk.tasks.isEmpty)
        let together = try await Shrinker.shrunk(history) { $0.tasks.count > 1 }
        #expect(together.steps.map(\.task) == [nil, 1, 2])
    }

    @Test func `reductions follow the order of the history's traces`() {
        let traces = (0..<9).map { CallTrace(module: "m", qualname: "f\($0)", returnType: .int) }
        let history = History(steps: [Step(operation: .add(store: 1, batch: Batch(traces)), task: nil)])
        let plainer = History.allReductions[5](history)
        let changed = plainer.prefix(18).compactMap { $0.traces.firstIndex { $0.returnType == nil } }
        #expect(changed == changed.sorted() && Set(changed).count > 6)
    }
}
