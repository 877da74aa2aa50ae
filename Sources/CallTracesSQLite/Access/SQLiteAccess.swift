import CallTraces
import Dispatch
import GRDB

/// Access to databases that waits for locks, and whose errors do not reveal what was asked of SQLite.
enum SQLiteAccess {
    /// How long an operation waits for a lock before it fails.
    ///
    /// Long enough for many processes to take turns: better to add a batch late than to lose it.
    static let patience = Duration.seconds(60)

    /// Runs an operation, and retries it while it fails because of a lock for which SQLite itself does not wait.
    ///
    /// SQLite does not wait when it switches a fresh file to write-ahead logging, which could deadlock, nor for the tables
    /// of a shared cache.
    ///
    /// - Parameters:
    ///   - translate: Translates SQLite's error into the one to throw.
    ///   - patience: How long to keep retrying.
    ///   - operation: The operation, which must have no effect when it fails.
    /// - Returns: What the operation returns.
    /// - Throws: The translated error, any other error of the operation, or `CancellationError` if the task is canceled
    ///   between two attempts.
    static func perform<Value>(
        _ translate: (DatabaseError) -> CallTraceError,
        patience: Duration = patience,
        operation: () async throws -> Value
    ) async throws -> Value {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                return try await operation()
            } catch let error as DatabaseError where error.isLockConflict && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            } catch let error as DatabaseError {
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
    fileprivate var isLockConflict: Bool {
        [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL].contains(resultCode)
    }
}
