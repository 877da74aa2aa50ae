import Synchronization

/// Runs an operation, and gives up on it once it has made no progress for as long as `patience`.
///
/// Progress counts, not time: a busy machine makes everything slow without hanging it. A task group would wait for an
/// operation that never ends; this function abandons it, because there is no way to stop it.
func withTimeout<Value: Sendable>(
    _ patience: Duration,
    progress: @escaping @Sendable () -> Int,
    _ operation: @escaping @Sendable () async -> Value,
    onTimeout: @escaping @Sendable () -> Value
) async -> Value {
    let decision = Decision()
    return await withCheckedContinuation { continuation in
        let watch = Task {
            var before: Int
            repeat {
                before = progress()
                try await Task.sleep(for: patience)
            } while progress() != before
            if decision.isFirst() { continuation.resume(returning: onTimeout()) }
        }
        Task {
            let value = await operation()
            watch.cancel()
            if decision.isFirst() { continuation.resume(returning: value) }
        }
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
