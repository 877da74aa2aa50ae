import CallTraces
import Dispatch
import GRDB

/// How databases are accessed: with patience for locks, and without telling in an error what was asked of SQLite.
enum SQLiteAccess {
    /// How long a lock of another connection is waited for before an operation fails.
    ///
    /// Long enough for many processes to take their turns: a batch that is late is better than one that is lost.
    static let patience = Duration.seconds(60)

    /// Runs an operation; once more when it fails for a lock on which SQLite does not wait by itself.
    ///
    /// Such are the switch of a fresh file to write-ahead logging, where waiting could be for ever, and the tables of a
    /// shared cache.
    ///
    /// - Parameters:
    ///   - translate: Makes the error to throw from SQLite's.
    ///   - patience: For how long the operation is run anew.
    ///   - operation: What may run several times, having had no effect where it failed.
    /// - Returns: What the operation returns.
    /// - Throws: The translated error; what the operation throws that is not SQLite's; `CancellationError` when the task
    ///   is cancelled between two runs.
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

    /// Runs what may wait for long on a thread of its own, so that it holds up neither an actor nor other tasks.
    static func offloaded<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
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
