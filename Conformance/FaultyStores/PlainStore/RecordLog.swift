import CallTraces
import Synchronization

/// The records of one connection string, oldest first.
final class RecordLog: Sendable {
    private struct State {
        var records: [Record] = []
        /// The records by module; `nil` until needed, and after any change other than an append.
        var byModule: [ExactString: [Record]]?
        var batches = 0
        var handles = 0
    }

    private let clock: Locked<Int>
    private let state = Mutex(State())

    init(clock: Locked<Int> = Locked(0)) {
        self.clock = clock
    }

    var records: [Record] { state.withLock(\.records) }

    /// How many batches were appended.
    var batches: Int { state.withLock(\.batches) }

    /// Creates a log of batches, oldest first.
    convenience init(_ batches: [[CallTraceRow]]) {
        self.init()
        for rows in batches { append(rows) }
    }

    /// Appends a batch, its rows oldest first, and removes some earlier records, all in one step.
    func append(_ rows: [CallTraceRow], removing isRemoved: (Record) -> Bool = { _ in false }) {
        let time = clock.value
        state.withLock { state in
            state.batches += 1
            let count = state.records.count
            state.records.removeAll(where: isRemoved)
            if state.records.count != count { state.byModule = nil }
            for row in rows {
                let record = Record(row: row, batch: state.batches, time: time)
                state.records.append(record)
                state.byModule?[ExactString(row.module), default: []].append(record)
            }
        }
    }

    /// Changes the records in one step.
    func update(_ change: (inout [Record]) throws -> Void) rethrows {
        try state.withLock { state in
            state.byModule = nil
            try change(&state.records)
        }
    }

    /// Appends a batch as a store does that writes everything again: it reads, suspends, and writes what it has read.
    ///
    /// What others append meanwhile is lost.
    func rewrite(appending rows: [CallTraceRow], yielding times: Int) async {
        let read = records
        await yieldToOtherTasks(times)
        update { $0 = read }
        if !rows.isEmpty { append(rows) }
    }

    /// The records of a module, oldest first, found without scanning those of other modules.
    func records(ofModule module: String) -> [Record] {
        indexed { $0[ExactString(module), default: []] }
    }

    /// The modules of the records, by bytes, found without scanning the records.
    var modules: [String] {
        indexed { $0.keys.map(\.string) }
    }

    private func indexed<Value: Sendable>(_ read: ([ExactString: [Record]]) -> Value) -> Value {
        state.withLock { state in
            let index = state.byModule ?? Dictionary(grouping: state.records) { ExactString($0.row.module) }
            state.byModule = index
            return read(index)
        }
    }

    /// Changes the number of open stores by a difference, and returns it.
    func addHandles(_ difference: Int) -> Int {
        state.withLock { state in
            state.handles += difference
            return state.handles
        }
    }
}
