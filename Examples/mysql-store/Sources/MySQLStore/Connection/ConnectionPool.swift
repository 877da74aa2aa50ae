import CallTraces
import Synchronization

/// A limited number of connections, which calls take turns to use.
final class ConnectionPool: Sendable {
    private struct State {
        var idle: [Connection]
        var waiting: [(id: Int, continuation: CheckedContinuation<Connection, any Error>)] = []
        var calls = 0
    }

    private let state: Mutex<State>
    private let hosts: Hosts
    private let patience: Duration

    init(to connectionString: ConnectionString, options: ConnectionOptions) {
        let hosts = Hosts(connectionString.hosts)
        let connections = (0..<options.connections).map { _ in
            Connection(to: connectionString, hosts: hosts, options: options)
        }
        self.hosts = hosts
        patience = options.patience
        state = Mutex(State(idle: connections))
    }

    /// Runs a body with a session, and runs it again if it failed for a reason that passes.
    ///
    /// When a connection is lost while traces are added, they may have been committed, so from then on only time ends the
    /// attempts, not hosts that refuse, nor the task's cancellation.
    ///
    /// - Parameters:
    ///   - code: The code of the error to throw.
    ///   - body: What to do; running it twice must do no harm.
    /// - Returns: What the body returns.
    /// - Throws: ``CallTraceError``, or `CancellationError` if the task is canceled while it waits.
    func perform<Value: Sendable>(
        _ code: CallTraceError.Code,
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        do {
            return try await performOnce(body)
        } catch let error as ServerError {
            guard code == .cannotAdd, error.isInDoubt else { return try await performAgain(code, after: error, body) }
            return try await Task { try await performAgain(code, after: error, body) }.value
        }
    }

    private func performAgain<Value: Sendable>(
        _ code: CallTraceError.Code,
        after error: ServerError,
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        let deadline = ContinuousClock.now + patience
        var (failures, unreachable) = (0, 0)
        var error = error
        var isInDoubt = false
        while true {
            failures += 1
            unreachable = error.isUnreachable ? unreachable + 1 : 0
            isInDoubt = isInDoubt || code == .cannotAdd && error.isInDoubt
            let mayPass = (error.isConflict || error.endsConnection) && (isInDoubt || unreachable < hosts.count)
            guard mayPass, ContinuousClock.now < deadline else { throw error.callTraceError(code) }
            // A random pause, so that two transactions do not meet again and again.
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<1_000 << min(failures, 8))))
            do {
                return try await performOnce(body)
            } catch let next as ServerError {
                error = next
            }
        }
    }

    private func performOnce<Value: Sendable>(_ body: @Sendable (Session) throws -> Value) async throws -> Value {
        let connection = try await take()
        defer { putBack(connection) }
        return try await connection.perform(body)
    }

    private func take() async throws -> Connection {
        let id = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let connection: Result<Connection, any Error>? = state.withLock { state in
                    // The handler may have run before there was anyone to wake.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if let connection = state.idle.popLast() { return .success(connection) }
                    state.waiting.append((id, continuation))
                    return nil
                }
                if let connection { continuation.resume(with: connection) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).continuation }
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    private func putBack(_ connection: Connection) {
        let next = state.withLock { state in
            guard state.waiting.isEmpty else { return Optional(state.waiting.removeFirst().continuation) }
            state.idle.append(connection)
            return nil
        }
        next?.resume(returning: connection)
    }
}
