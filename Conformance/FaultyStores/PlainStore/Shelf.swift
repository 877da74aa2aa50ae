import CallTraces
import Synchronization

/// The records of one connection string, oldest first.
final class Shelf: Sendable {
    private struct State {
        var records: [Record] = []
        var batches = 0
        var handles = 0
    }

    private let clock: Box<Int>
    private let state = Mutex(State())

    init(clock: Box<Int> = Box(0)) {
        self.clock = clock
    }

    var records: [Record] { state.withLock(\.records) }

    /// Appends a batch as one step, its rows oldest first; some of the earlier records may be removed by it.
    func append(_ rows: [CallTraceRow], removing isRemoved: (Record) -> Bool = { _ in false }) {
        let time = clock.value
        state.withLock { state in
            state.batches += 1
            state.records.removeAll(where: isRemoved)
            state.records += rows.map { [batch = state.batches] in Record(row: $0, batch: batch, time: time) }
        }
    }

    /// Changes the records as one step.
    func update(_ change: (inout [Record]) -> Void) {
        state.withLock { change(&$0.records) }
    }

    /// Notes that a store was opened or has gone; returns how many are open.
    func count(handles difference: Int) -> Int {
        state.withLock { state in
            state.handles += difference
            return state.handles
        }
    }
}
