import Foundation
import Testing

@testable import CallTraceContract
@testable import FaultyStores

@Suite struct CanceledTests {
    /// How many steps a task made before it was canceled, or `nil` if it never was.
    private func stepsUntilCanceled(afterTurns turns: Int, of steps: Int) async throws -> Int? {
        try await interleaved(seed: 1) {
            try await canceled(afterTurns: turns) {
                for step in 0..<steps {
                    guard !Task.isCancelled else { return step }
                    await Task.yield()
                }
                return nil
            }
        }
    }

    @Test func `a task is canceled at each of its suspensions, or too late`() async throws {
        var found: [Int?] = []
        for turns in 0..<20 { found.append(try await stepsUntilCanceled(afterTurns: turns, of: 6)) }
        // A step may take more than one turn.
        let steps = found.map { $0 ?? 6 }
        #expect(steps == steps.sorted() && Set(steps) == Set(0...6))
    }

    @Test func `a task is canceled while it waits for another`() async throws {
        let turns = try await interleaved(seed: 1) {
            let turns = Locked(0)
            async let other: Void = {
                for _ in 0..<20 {
                    turns.update { $0 += 1 }
                    await Task.yield()
                }
            }()
            let (waiting, continuation) = AsyncStream.makeStream(of: Void.self)
            // Nothing ends the stream but the cancellation.
            try await canceled(afterTurns: 10) {
                for await _ in waiting {}
            }
            continuation.finish()
            let turnsUntilCanceled = turns.value
            await other
            return turnsUntilCanceled
        }
        #expect((1..<20).contains(turns))
    }

    @Test func `what waits for nothing else is canceled nevertheless`() async throws {
        await #expect(throws: CancellationError.self) {
            try await interleaved(seed: 1) {
                try await canceled(afterTurns: 1) { try await Task.sleep(for: .seconds(3_600)) }
            }
        }
    }

    @Test func `what the body returns or throws is the caller's`() async throws {
        #expect(try await interleaved(seed: 1) { try await canceled(afterTurns: 0) { 5 } } == 5)
        await #expect(throws: CocoaError.self) {
            try await interleaved(seed: 1) {
                try await canceled(afterTurns: 100) { throw CocoaError(.coderInvalidValue) }
            }
        }
    }

    @Test func `the caller knows whether the cancellation came in time`() async throws {
        for (turns, isInTime) in [(0, true), (100, false)] {
            let outcome = try await interleaved(seed: 1) {
                await withCancellation(afterTurns: turns) { await Task.yield() }.isInTime
            }
            #expect(outcome == isInTime)
        }
    }

    @Test func `outside of a run, the task is canceled at once`() async throws {
        #expect(try await canceled(afterTurns: 100) { Task.isCancelled })
    }

    @Test func `a caller that is canceled cancels the body`() async throws {
        let isStarted = Locked(false)
        let task = Task {
            try await interleaved(seed: 1) {
                try await canceled(afterTurns: 1_000_000) {
                    isStarted.update { $0 = true }
                    try await Task.sleep(for: .seconds(3_600))
                }
            }
        }
        while !isStarted.value { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
