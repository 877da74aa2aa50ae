import Foundation

/// Runs blocking work on a thread of its own.
///
/// Tests run at once on as many threads as there are processors. Two that wait for another process on these stop every
/// other test, and the kit takes that for a store that blocks.
public func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}
