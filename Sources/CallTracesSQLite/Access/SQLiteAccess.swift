import CallTraces
import Dispatch
import GRDB

/// Access to databases that waits for locks, and whose errors do not reveal what was asked of SQLite.
enum SQLiteAccess {
    /// How long an operation waits for a lock before it fails.
    ///
    /// Long enough for many processes to take turns: better to add a batch late than to lose it.
    static let patience = Duration.seconds(60)

    /// The longest pause between two attempts: that of SQLite itself, so that programs that wait as SQLite does get their
    /// turn.
    private static let longestPause = Duration.milliseconds(100)

    /// Runs an operation, and retries it while it fails because of a lock.
    ///
    /// SQLite itself waits for no lock, as it would keep a thread, and every operation behind it, waiting too.
    ///
    /// - Parameters:
    ///   - translate: Translates SQLite's error into the one to throw.
    ///   - patience: How long to keep retrying.
    ///   - operation: The operation, which must have no effect when it fails.
    /// - Returns: What the operation returns.
    /// - Throws: The translated error, any other error of the operation, or `CancellationError` if the task is canceled
    ///   while it waits or while SQLite works for it.
    static func perform<Value>(
        _ translate: (DatabaseError) -> CallTraceError,
        patience: Duration = patience,
        operation: () async throws -> Value
    ) async throws -> Value {
        // Only the pauses count: on a busy machine, hardly any attempts would fit into the time that passes.
        var waited = Duration.zero
        var pause = Duration.milliseconds(1)
        while true {
            do {
                return try await operation()
            } catch let error as DatabaseError where error.isLockConflict && waited < patience {
                // Of random length, so that programs that wait for each other do not keep step.
                try await Task.sleep(for: pause * Double.random(in: 0.5...1.5))
                waited += pause
                pause = min(pause * 2, longestPause)
            } catch let error as DatabaseError {
                if error.isInterruption { try Task.checkCancellation() }
                throw translate(error)
            }
        }
    }

    /// Runs blocking work on a thread of its own, so that it blocks neither an actor nor other tasks.
    static func offloaded<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            // Not a global queue, whose threads are those that run tasks.
            DispatchQueue(label: "CallTracesSQLite.offloaded").async {
                continuation.resume(with: Result(catching: work))
            }
        }
    }
}

extension DatabaseError {
    /// Whether another connection has a lock, which it releases sooner or later.
    var isLockConflict: Bool {
        [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL].contains(resultCode)
    }

    /// Whether SQLite stopped because it was told to, as GRDB does when a task is canceled.
    fileprivate var isInterruption: Bool {
        [.SQLITE_INTERRUPT, .SQLITE_ABORT].contains(resultCode)
    }
}
