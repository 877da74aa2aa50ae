import Synchronization

/// A logger that collects call traces and stores them when you flush it.
///
/// The logger ignores traces of the module `__main__`, as MonkeyType does, because a script's own functions cannot be
/// imported later.
///
/// ```swift
/// let logger = CallTraceStoreLogger(store: store)
/// logger.log(trace)
/// try await logger.flush()
/// ```
///
/// Source: MonkeyType, CallTraceStoreLogger: its `log` collects traces, its `flush` adds them to the store.
public final class CallTraceStoreLogger<Store: CallTraceStore>: Sendable {
    private struct State {
        var pending: [CallTrace] = []
        var lastFlush: Task<Void, any Error>?
    }

    /// The store that receives the traces.
    public let store: Store

    private let state = Mutex(State())

    /// Creates a logger with no traces.
    ///
    /// - Parameter store: The store that receives the traces.
    public init(store: Store) {
        self.store = store
    }

    /// Keeps a trace until the next ``flush()``, unless its module is `__main__`.
    ///
    /// - Parameter trace: The trace of one call.
    public func log(_ trace: CallTrace) {
        guard !trace.module.hasSameBytes(as: "__main__") else { return }
        state.withLock { $0.pending.append(trace) }
    }

    /// Stores the traces logged so far in one batch.
    ///
    /// Concurrent flushes run one after another, so traces are stored in the order in which they were logged.
    ///
    /// - Throws: Any error that the store's `add` throws. The logger keeps the traces, and the next flush tries again.
    public func flush() async throws {
        let flush = state.withLock { state in
            let previous = state.lastFlush
            let flush = Task {
                _ = await previous?.result
                try await self.storePending()
            }
            state.lastFlush = flush
            return flush
        }
        try await flush.value
    }

    private func storePending() async throws {
        let batch = state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
        guard !batch.isEmpty else { return }
        do {
            try await store.add(batch)
        } catch {
            // `add` is all or nothing (ADD-10), so the whole batch goes back in front of the traces logged since.
            state.withLock { $0.pending.insert(contentsOf: batch, at: 0) }
            throw error
        }
    }
}
