import Foundation
import Synchronization

/// Runs something over and over on two threads at once.
///
/// Tasks may all run on one thread, one after another, while a machine is busy; threads are interrupted anywhere.
final class TwoThreads: Sendable {
    /// How often a thread must find that the other has gone on meanwhile: on one processor, as often as they take turns.
    private static let turns = 5

    /// How often a thread runs the body if the other does not go on.
    private static let maximum = 20_000

    private struct State {
        var counts = [0, 0]
        var ended = 0
    }

    private let state = Mutex(State())
    private let body: @Sendable () -> Bool

    private init(_ body: @escaping @Sendable () -> Bool) {
        self.body = body
    }

    /// Runs a body on two threads until one of them has been interrupted by the other a few times.
    ///
    /// - Parameter body: What to run; it returns whether to go on.
    static func run(_ body: @escaping @Sendable () -> Bool) async {
        let threads = TwoThreads(body)
        await withCheckedContinuation { continuation in
            for number in 0...1 {
                Thread.detachNewThread {
                    threads.run(number)
                    let isLast = threads.state.withLock { state in
                        state.ended += 1
                        return state.ended == 2
                    }
                    if isLast { continuation.resume() }
                }
            }
        }
    }

    private func run(_ number: Int) {
        var (other, turns) = (0, 0)
        for _ in 1...Self.maximum {
            guard turns < Self.turns, body() else { return }
            let (count, isAlone) = state.withLock { state in
                state.counts[number] += 1
                return (state.counts[1 - number], state.ended > 0)
            }
            if isAlone { return }
            if count > other { (other, turns) = (count, turns + 1) }
        }
    }
}
