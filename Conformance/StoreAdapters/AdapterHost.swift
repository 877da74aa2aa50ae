import Synchronization

/// Keeps one adapter running for all stores of a subject, and starts another one if it has failed.
final class AdapterHost: Sendable {
    private let adapter: StoreAdapter
    private let current = Mutex<Task<AdapterConnection, any Error>?>(nil)

    init(_ adapter: StoreAdapter) {
        self.adapter = adapter
    }

    /// A running adapter.
    ///
    /// - Throws: ``AdapterFault`` if it cannot be started, or does not answer `hello`.
    func connection() async throws -> AdapterConnection {
        let task = starting()
        do {
            let connection = try await task.value
            guard connection.hasEnded else { return connection }
        } catch {
            forget(task)
            throw error
        }
        forget(task)
        return try await starting().value
    }

    private func starting() -> Task<AdapterConnection, any Error> {
        current.withLock { current in
            if let current { return current }
            let task = Task { [adapter] in try await AdapterConnection(adapter) }
            current = task
            return task
        }
    }

    private func forget(_ task: Task<AdapterConnection, any Error>) {
        current.withLock { if $0 == task { $0 = nil } }
    }
}
