import Foundation
import Synchronization

/// Runs an operation, and gives up on it when it makes no progress for as long as `patience`.
///
/// What counts is progress, not time: a busy machine slows everything down and hangs nothing. A task group would wait for
/// an operation that never ends; this abandons it, as there is no way to end it.
///
/// A thread of its own keeps watch, as a store may block every thread that tasks run on. Then not even this function can
/// return: the thread says so and ends the process.
///
/// - Parameters:
///   - patience: How long the operation may make no progress.
///   - name: What is being done, for the case that every thread is blocked.
///   - progress: A number that changes as long as the operation makes progress.
///   - operation: The operation.
///   - onTimeout: Gives the result if the operation hangs.
/// - Returns: What the operation returned, or the result for one that hangs.
func withTimeout<Value: Sendable>(
    _ patience: Duration,
    _ name: String,
    progress: @escaping @Sendable () -> Int,
    _ operation: @escaping @Sendable () async -> Value,
    onTimeout: @escaping @Sendable () -> Value
) async -> Value {
    let isDone = DispatchSemaphore(value: 0)
    defer { isDone.signal() }
    return await withCheckedContinuation { continuation in
        let decision = Decision()
        Thread.detachNewThread {
            switch Watch(patience, progress).outcome(until: isDone) {
            case .done: return
            case .hung: if decision.isFirst() { continuation.resume(returning: onTimeout()) }
            case .blocked: endProcess(blockedBy: name, for: patience)
            }
        }
        Task {
            let value = await operation()
            if decision.isFirst() { continuation.resume(returning: value) }
        }
    }
}

/// Watches an operation from outside of the threads that tasks run on.
private struct Watch {
    enum Outcome {
        case done
        /// The operation makes no progress, while another task has many turns.
        case hung
        /// No task runs at all.
        case blocked
    }

    private let patience: Duration
    private let progress: @Sendable () -> Int

    init(_ patience: Duration, _ progress: @escaping @Sendable () -> Int) {
        self.patience = patience
        self.progress = progress
    }

    func outcome(until isDone: DispatchSemaphore) -> Outcome {
        var (before, lastSign, lastClock) = (progress(), ContinuousClock.now, clock())
        var (pulse, turns) = (Pulse(), 0)
        while true {
            if isDone.wait(timeout: .now() + patience / .seconds(1)) == .success { return .done }
            let (now, turnsNow) = (progress(), pulse.turns)
            if now == before, turnsNow == Pulse.maximum { return .hung }
            if now != before || turnsNow != turns {
                if now != before { pulse = Pulse() }
                (before, turns, lastSign, lastClock) = (now, pulse.turns, .now, clock())
                continue
            }
            // Threads that are merely busy use the processor; threads that are blocked do not.
            let (silence, busy) = (ContinuousClock.now - lastSign, Double(clock() - lastClock) / Double(CLOCKS_PER_SEC))
            if silence > .seconds(10), busy < silence / .seconds(20) { return .blocked }
        }
    }
}

private func endProcess(blockedBy name: String, for patience: Duration) -> Never {
    let text = """

        \(name): no answer after \(patience), and no Swift task can run: the store blocks the threads that tasks run on. \
        Look for a lock that stays locked, two locks taken in two orders, or a semaphore that waits for a task.

        """
    fflush(nil)
    FileHandle.standardError.write(Data(text.utf8))
    _exit(EXIT_FAILURE)
}

/// Lets the first of two callers through.
private final class Decision: Sendable {
    private let isMade = Mutex(false)

    func isFirst() -> Bool {
        isMade.withLock { isMade in
            defer { isMade = true }
            return !isMade
        }
    }
}
