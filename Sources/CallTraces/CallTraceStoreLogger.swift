import Logging
import Synchronization

/// A logger that collects call traces and stores them when you flush it.
///
/// The logger ignores traces of the module `__main__`, as MonkeyType does, because a script's own functions cannot be
/// imported later.
///
/// It keeps traces until they are stored, but only the newest if there are too many, so a store that keeps failing does
/// not use up the memory. The next flush logs how many traces were dropped.
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
        var pending: NewestTraces
        var lastFlush: Task<Void, any Error>?
    }

    /// The store that receives the traces.
    public let store: Store

    /// The number of traces that are kept at most.
    public let capacity: Int

    private let state: Mutex<State>

    /// Creates a logger with no traces.
    ///
    /// - Parameters:
    ///   - store: The store that receives the traces.
    ///   - capacity: The number of traces to keep at most, or 1 if it is less. Traces that are being stored count only
    ///     once the store has failed, as the logger then keeps them again. The default is 1,000,000 traces.
    public init(store: Store, capacity: Int = 1_000_000) {
        self.store = store
        self.capacity = max(1, capacity)
        state = Mutex(State(pending: NewestTraces(capacity: self.capacity)))
    }

    /// Keeps a trace until the next ``flush()``, unless its module is `__main__`.
    ///
    /// If the trace does not fit, the oldest trace is dropped for it: a store returns the newest, so those are worth more.
    ///
    /// - Parameter trace: The trace of one call.
    public func log(_ trace: CallTrace) {
        guard !trace.module.hasSameBytes(as: "__main__") else { return }
        state.withLock { $0.pending.add(trace) }
    }

    /// Stores the traces logged so far in one batch.
    ///
    /// Concurrent flushes run one after another, so traces are stored in the order in which they were logged. If traces
    /// were dropped since the last flush because they did not fit, it logs one message with the level `error` that says
    /// how many, with the current task's logger.
    ///
    /// - Throws: Any error that the store's `add` throws. The logger keeps the traces that fit, and the next flush tries
    ///   again.
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
        // At the end, so that the last flush of a program leaves no loss unsaid.
        defer { logDropped() }
        let batch = state.withLock { $0.pending.removeAll() }
        guard !batch.isEmpty else { return }
        do {
            try await store.add(batch)
        } catch {
            // `add` is all or nothing (ADD-10), so the whole batch goes back in front of the traces logged since.
            state.withLock { $0.pending.putBack(batch) }
            throw error
        }
    }

    private func logDropped() {
        let dropped = state.withLock { $0.pending.countDropped() }
        guard dropped > 0 else { return }
        Logger.current.error(
            "The oldest call traces were dropped, as more were logged than are kept until they are stored",
            metadata: ["dropped": "\(dropped)", "capacity": "\(capacity)"]
        )
    }
}
