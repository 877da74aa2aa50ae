import Synchronization

/// Runs an operation and gives up on it when it makes no progress for as long as `patience`.
///
/// Progress is what counts, not time: a busy machine slows everything and hangs nothing. A task group would wait for an
/// operation that never ends; this leaves it behind, as there is no way to end it.
func firstOf<Value: Sendable>(
    patience: Duration,
    progress: @escaping @Sendable () -> Int,
    _ operation: @escaping @Sendable () async -> Value,
    hung: @escaping @Sendable () -> Value
) async -> Value {
    let decision = Decision()
    return await withCheckedContinuation { continuation in
        let watch = Task {
            var before: Int
            repeat {
                before = progress()
                try await Task.sleep(for: patience)
            } while progress() != before
            if decision.isFirst() { continuation.resume(returning: hung()) }
        }
        Task {
            let value = await operation()
            watch.cancel()
            if decision.isFirst() { continuation.resume(returning: value) }
        }
    }
}

/// Lets the first of two through.
private final class Decision: Sendable {
    private let isMade = Mutex(false)

    func isFirst() -> Bool {
        isMade.withLock { isMade in
            defer { isMade = true }
            return !isMade
        }
    }
}
