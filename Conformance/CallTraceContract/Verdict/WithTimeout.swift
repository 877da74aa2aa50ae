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
            var before = progress()
            while !isDone.isSignaled(within: patience) {
                let now = progress()
                guard now == before else {
                    before = now
                    continue
                }
                guard decision.isFirst() else { return }
                continuation.resume(returning: onTimeout())
                return endProcess(ifBlocking: name, until: isDone, after: patience)
            }
        }
        Task {
            let value = await operation()
            if decision.isFirst() { continuation.resume(returning: value) }
        }
    }
}

/// Ends the process if a timeout cannot be returned, because no task can run.
///
/// Threads that are merely busy use the processor; threads that are blocked do not.
private func endProcess(ifBlocking name: String, until isDone: DispatchSemaphore, after patience: Duration) {
    let grace = max(patience, .seconds(2))
    var isIdle = false
    while !isIdle {
        let before = clock()
        if isDone.isSignaled(within: grace) { return }
        let busy = Duration.seconds(Double(clock() - before) / Double(CLOCKS_PER_SEC))
        isIdle = busy < grace / 20
    }
    let text = """

        \(name): no answer after \(patience), and no Swift task can run: the store blocks the threads that tasks run on. \
        Look for a lock that stays locked, two locks taken in two orders, or a semaphore that waits for a task.

        """
    fflush(nil)
    FileHandle.standardError.write(Data(text.utf8))
    _exit(EXIT_FAILURE)
}

extension DispatchSemaphore {
    fileprivate func isSignaled(within duration: Duration) -> Bool {
        wait(timeout: .now() + duration / .seconds(1)) == .success
    }
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
