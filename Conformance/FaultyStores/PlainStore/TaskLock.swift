import Synchronization

/// A lock for which tasks wait suspended, the first that came first.
final class TaskLock: Sendable {
    private struct State {
        var isTaken = false
        var lastWaiter = 0
        var waiters: [(number: Int, continuation: CheckedContinuation<Void, any Error>?)] = []
    }

    private let forgetsCanceledTasks: Bool
    private let state = Mutex(State())

    /// Creates a lock.
    ///
    /// - Parameter forgetsCanceledTasks: Whether a task that is canceled leaves the queue, as it should; if not, it is given
    ///   the lock in its turn, and keeps it.
    init(forgetsCanceledTasks: Bool = true) {
        self.forgetsCanceledTasks = forgetsCanceledTasks
    }

    /// Waits for the lock, and takes it.
    ///
    /// - Throws: `CancellationError` when the task is canceled while it waits.
    func lock() async throws {
        let number = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isDecided = state.withLock { state -> Result<Void, any Error>? in
                    guard !Task.isCancelled else { return .failure(CancellationError()) }
                    guard state.isTaken else {
                        state.isTaken = true
                        return .success(())
                    }
                    state.waiters.append((number, continuation))
                    return nil
                }
                if let isDecided { continuation.resume(with: isDecided) }
            }
        } onCancel: {
            let continuation = state.withLock { state -> CheckedContinuation<Void, any Error>? in
                guard let index = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
                defer {
                    if forgetsCanceledTasks {
                        state.waiters.remove(at: index)
                    } else {
                        state.waiters[index].continuation = nil
                    }
                }
                return state.waiters[index].continuation
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Gives the lock to the next task that waits, if any.
    func unlock() {
        let next = state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.isTaken = false
                return nil as CheckedContinuation<Void, any Error>?
            }
            return state.waiters.removeFirst().continuation
        }
        next?.resume()
    }
}
