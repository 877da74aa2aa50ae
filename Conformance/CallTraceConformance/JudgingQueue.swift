import Foundation
import Synchronization

/// Limits how many clauses are judged at once.
///
/// Swift Testing starts every test case at once. With a queue, a clause's duration is its own and not the time it waited
/// for others, and a crash has few suspects.
final class JudgingQueue: Sendable {
    static let shared = JudgingQueue(width: max(4, ProcessInfo.processInfo.activeProcessorCount))

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(width: Int) {
        state = Mutex(State(free: width))
    }

    /// Runs an operation as soon as there is room for it, in the order of arrival.
    func run<Value>(_ operation: () async -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
        defer {
            let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
                state.free += 1
                return nil
            }
            next?.resume()
        }
        return await operation()
    }
}
