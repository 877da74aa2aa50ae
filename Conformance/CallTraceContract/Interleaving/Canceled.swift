import Synchronization

/// Runs a body in a task of its own, and cancels it after some turns of the run.
///
/// In ``interleaved(seed:_:patience:_:)``, this cancels at a chosen moment: between two turns of the body, or while it is
/// suspended and other tasks have theirs:
///
/// ```swift
/// try await interleaved(seed: 7) {
///     async let first: Void = canceled(afterTurns: 3) { try await store.add(traces) }
///     async let second: Void = store.add(others)
///     _ = try? await first
///     try await second
/// }
/// ```
///
/// What the body returns or throws is the caller's, whether the cancellation came in time or not. Outside of a run, the task
/// is canceled at once.
///
/// Source: clauses ADD-10 and MODEL-3.
///
/// - Parameters:
///   - turns: After how many turns, counted from now and of whichever tasks; 0 cancels before the body begins.
///   - body: What to run.
/// - Returns: What the body returns.
/// - Throws: What the body throws.
public func canceled<Value: Sendable>(
    afterTurns turns: Int,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withCancellation(afterTurns: turns, body).result.get()
}

/// Runs a body in a task of its own, cancels it after some turns of the run, and tells whether that was before its end.
func withCancellation<Value: Sendable>(
    afterTurns turns: Int,
    _ body: @escaping @Sendable () async throws -> Value
) async -> (result: Result<Value, any Error>, isInTime: Bool) {
    guard let executor = InterleavingExecutor.current else {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await body()
        }
        return (await task.result, true)
    }
    let cancellation = Cancellation()
    let task = Task(executorPreference: executor) {
        defer { cancellation.end() }
        return try await body()
    }
    cancellation.begin { task.cancel() }
    executor.schedule(cancellation, afterTurns: turns)
    let result = await withTaskCancellationHandler {
        await task.result
    } onCancel: {
        task.cancel()
    }
    return (result, cancellation.isDelivered)
}

/// The cancellation of a task, which may come too late.
final class Cancellation: Sendable {
    private struct State {
        var cancel: (@Sendable () -> Void)?
        var isEnded = false
        var isDelivered = false
    }

    private let state = Mutex(State())

    /// Whether the task was canceled before its end.
    var isDelivered: Bool { state.withLock(\.isDelivered) }

    func begin(_ cancel: @escaping @Sendable () -> Void) {
        state.withLock { $0.cancel = $0.isEnded ? nil : cancel }
    }

    func end() {
        state.withLock { ($0.cancel, $0.isEnded) = (nil, true) }
    }

    func deliver() {
        let cancel = state.withLock { state in
            defer { state.cancel = nil }
            state.isDelivered = state.cancel != nil
            return state.cancel
        }
        // Handlers of the task run now.
        cancel?()
    }
}
