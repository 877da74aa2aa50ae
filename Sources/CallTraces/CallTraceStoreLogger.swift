import Synchronization

/// Collects call traces and stores them when it is flushed.
///
/// Traces of the module `__main__` are dropped, as MonkeyType does: a script's own functions cannot be imported later.
///
/// ```swift
/// let logger = CallTraceStoreLogger(store: store)
/// logger.log(trace)
/// try await logger.flush()
/// ```
///
/// Source: MonkeyType, "Storing call traces", CallTraceStore: the store is where logged traces go.
public final class CallTraceStoreLogger<Store: CallTraceStore>: Sendable {
    private struct State {
        var pending: [CallTrace] = []
        var lastFlush: Task<Void, any Error>?
    }

    /// Where the traces go.
    public let store: Store

    private let state = Mutex(State())

    /// Creates a logger without traces.
    ///
    /// - Parameter store: Where ``flush()`` stores the traces.
    public init(store: Store) {
        self.store = store
    }

    /// Keeps a trace until the next ``flush()``, unless it is of the module `__main__`.
    ///
    /// - Parameter trace: The trace of one call.
    public func log(_ trace: CallTrace) {
        guard !trace.module.hasSameBytes(as: "__main__") else { return }
        state.withLock { $0.pending.append(trace) }
    }

    /// Stores the traces logged so far, in one batch; flushes run one after the other, so the order of logging holds.
    ///
    /// - Throws: What the store's `add` throws; the traces are kept then, and the next flush stores them.
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
            // `add` is all or nothing (ADD-10), so the whole batch is still to be stored, before what came since.
            state.withLock { $0.pending.insert(contentsOf: batch, at: 0) }
            throw error
        }
    }
}
