import Foundation
import Testing

@testable import CallTraceContract
@testable import FaultyStores

@Suite struct InterleavedTests {
    /// Reads its number, suspends, and writes it: two calls at once can lose one.
    private actor Counter {
        private(set) var number = 0

        func increment() async {
            let before = number
            await Task.yield()
            number = before + 1
        }
    }

    private static func lostCount(_ interleaving: Interleaving) async throws -> Int {
        let run = await interleaving.run {
            let counter = Counter()
            async let first: Void = counter.increment()
            async let second: Void = counter.increment()
            _ = await (first, second)
            return await counter.number
        }
        #expect(run.isDecidedBySeed)
        return try 2 - run.result.get()
    }

    /// The order in which three tasks record five steps each.
    private static func order(_ interleaving: Interleaving) async throws -> (order: [Int], switches: Int) {
        let run = await interleaving.run {
            let order = Locked<[Int]>([])
            await withTaskGroup(of: Void.self) { group in
                for task in 0..<3 {
                    group.addTask {
                        for _ in 0..<5 {
                            order.update { $0.append(task) }
                            await Task.yield()
                        }
                    }
                }
            }
            return order.value
        }
        return (try run.result.get(), run.switches)
    }

    private static let strategies: [Interleaving.Strategy] = [.randomWalk, .priorities(changes: 2, steps: 20)]

    @Test(arguments: strategies)
    func `a seed gives the same order every time, and seeds give many`(_ strategy: Interleaving.Strategy) async throws {
        var orders: Set<[Int]> = []
        for seed in 0..<50 as Range<UInt64> {
            let order = try await Self.order(Interleaving(seed: seed, strategy)).order
            for _ in 0..<3 { #expect(try await Self.order(Interleaving(seed: seed, strategy)).order == order) }
            orders.insert(order)
        }
        #expect(orders.count > 25)
    }

    @Test func `without changes of priorities, each task runs to its end`() async throws {
        var orders: Set<[Int]> = []
        for seed in 0..<50 as Range<UInt64> {
            orders.insert(
                try await Self.order(Interleaving(seed: seed, .priorities(changes: 0, steps: 20))).order
            )
        }
        let whole = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        #expect(orders == Set(whole.map { tasks in tasks.flatMap { Array(repeating: $0, count: 5) } }))
    }

    @Test(arguments: [0, 1, 2, 3])
    func `each change of a priority interrupts one task at most`(changes: Int) async throws {
        for seed in 0..<50 as Range<UInt64> {
            let order = try await Self.order(Interleaving(seed: seed, .priorities(changes: changes, steps: 20))).order
            let parts = zip(order, order.dropFirst()).count { $0 != $1 } + 1
            #expect(parts <= 3 + changes)
        }
    }

    @Test(arguments: [Interleaving.Strategy.randomWalk, .priorities(changes: 1, steps: 10)])
    func `an update that is lost is lost under the same seeds every time`(_ strategy: Interleaving.Strategy)
        async throws
    {
        var losing: [Set<UInt64>] = []
        for seeds in [Array(0..<100), Array(0..<100).reversed()] as [[UInt64]] {
            var found: Set<UInt64> = []
            for seed in seeds where try await Self.lostCount(Interleaving(seed: seed, strategy)) > 0 {
                found.insert(seed)
            }
            losing.append(found)
        }
        #expect((11..<100).contains(losing[0].count))
        #expect(losing[0] == losing[1])
    }

    @Test(arguments: strategies)
    func `a task that waits in a loop does not keep the others from running`(_ strategy: Interleaving.Strategy)
        async throws
    {
        for seed in 0..<50 as Range<UInt64> {
            let isSet = Locked(false)
            try await interleaved(seed: seed, strategy) {
                async let waiter: Void = {
                    while !isSet.value { await Task.yield() }
                }()
                async let setter: Void = isSet.update { $0 = true }
                _ = await (waiter, setter)
            }
        }
    }

    @Test func `what the body throws is thrown`() async {
        await #expect(throws: CocoaError.self) {
            try await interleaved(seed: 1) { throw CocoaError(.coderInvalidValue) }
        }
    }

    @Test func `a body that is canceled knows it`() async throws {
        let isStarted = Locked(false)
        let task = Task {
            try await interleaved(seed: 1) {
                isStarted.update { $0 = true }
                try await Task.sleep(for: .seconds(3_600))
            }
        }
        while !isStarted.value { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `task-local values reach the body`() async throws {
        let run = await Local.$value.withValue(3) {
            await Interleaving(seed: 1).run {
                await Task.yield()
                return Local.value
            }
        }
        #expect(try run.result.get() == 3)
        #expect(run.turns >= 2 && run.switches == 0)
    }

    private enum Local {
        @TaskLocal static var value = 0
    }
}

/// Bodies that something outside resumes, or nothing.
@Suite struct InterleavedOutsideTests {
    @Test func `a task that a thread resumes is not decided by the seed`() async throws {
        let run = await Interleaving(seed: 1).run {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: 5) }
            }
        }
        #expect(try run.result.get() == 5)
        // The thread may be faster than the suspension.
        #expect(!run.isDecidedBySeed || run.turns == 1)
    }

    @Test func `a task that sleeps, and one that waits for another task, go on`() async throws {
        for body in [
            { try await Task.sleep(for: .milliseconds(20)) },
            { try await Task { try await Task.sleep(for: .milliseconds(20)) }.value },
        ] as [@Sendable () async throws -> Void] {
            let run = await Interleaving(seed: 1).run(body)
            try run.result.get()
            #expect(!run.isDecidedBySeed)
        }
    }

    @Test func `a continuation that nobody resumes is a stall`() async throws {
        let kept = Locked<CheckedContinuation<Void, Never>?>(nil)
        let run = await Interleaving(seed: 1).run(patience: .milliseconds(50)) {
            await Task.yield()
            await withCheckedContinuation { continuation in kept.update { $0 = continuation } }
        }
        let stall = #expect(throws: Interleaving.Stall.self) { try run.result.get() }
        #expect(stall?.description.contains("every task is suspended, and none was resumed for 0.05 seconds") == true)
        // A job that comes late runs elsewhere.
        kept.value?.resume()
    }

    @Test func `a slow job is no stall`() async throws {
        try await interleaved(seed: 1, patience: .milliseconds(1)) {
            for _ in 0..<3 {
                let end = ContinuousClock.now + .milliseconds(30)
                while ContinuousClock.now < end {}
                await Task.yield()
            }
        }
    }

    @Test func `a task that outlives the body goes on elsewhere`() async throws {
        let (numbers, continuation) = AsyncStream.makeStream(of: Int.self)
        try await interleaved(seed: 1) {
            let actor = Turns()
            _ = Task {
                for number in 0..<100 { await continuation.yield(actor.next(number)) }
                continuation.finish()
            }
            _ = await actor.next(0)
        }
        var count = 0
        for await _ in numbers { count += 1 }
        #expect(count == 100)
    }

    private actor Turns {
        func next(_ number: Int) async -> Int {
            await Task.yield()
            return number
        }
    }

    @Test func `no thread is left`() async {
        await #expect(processExitsWith: .success) {
            func threads() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
            }
            for seed in 0..<500 as Range<UInt64> { try await interleaved(seed: seed) { await Task.yield() } }
            for _ in 0..<1_000 where try threads() > 20 { try await Task.sleep(for: .milliseconds(1)) }
            #expect(try threads() <= 20)
        }
    }
}
