import CallTraces
import Synchronization

/// Stores traces in batches, on a task of its own, so that a traced call never waits for the store.
final class Recorder<Store: CallTraceStore>: Sendable {
    private let logger: CallTraceStoreLogger<Store>
    private let batchSize: Int
    private let batches: AsyncStream<Void>
    private let nextBatch: AsyncStream<Void>.Continuation
    private let logged = Atomic(0)
    private let stored = Atomic(0)

    init(store: Store, batchSize: Int) {
        logger = CallTraceStoreLogger(store: store)
        self.batchSize = batchSize
        (batches, nextBatch) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Keeps a trace for the next batch, or drops it if the store is a hundred batches behind.
    func log(_ trace: CallTrace) {
        let waiting = logged.load(ordering: .relaxed) - stored.load(ordering: .relaxed)
        guard waiting < 100 * batchSize else { return }
        logger.log(trace)
        if logged.wrappingAdd(1, ordering: .relaxed).newValue.isMultiple(of: batchSize) { nextBatch.yield() }
    }

    /// Ends ``storeBatches(_:)`` after what is left.
    func finish() { nextBatch.finish() }

    /// Stores each batch when it is full, and what is left at the end.
    func storeBatches(_ report: (any Error) -> Void) async {
        for await _ in batches { await flush(report) }
        await flush(report)
    }

    private func flush(_ report: (any Error) -> Void) async {
        let count = logged.load(ordering: .relaxed)
        do {
            // If it fails, the logger keeps the traces for the next time.
            try await logger.flush()
            stored.store(count, ordering: .relaxed)
        } catch {
            report(error)
        }
    }
}
