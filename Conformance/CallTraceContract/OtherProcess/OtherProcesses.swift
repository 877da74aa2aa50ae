import Synchronization

/// The other processes of one trial, none of which outlives it.
final class OtherProcesses: Sendable {
    private struct State {
        var writers: [RunningWriter] = []
        var isOver = false
    }

    private let state = Mutex(State())

    /// Starts a process, unless the trial is over.
    func start(_ make: () throws -> RunningWriter) throws -> RunningWriter {
        try state.withLock { state in
            guard !state.isOver else { throw KitError("the clause is judged; no other process is started") }
            let writer = try make()
            state.writers.append(writer)
            return writer
        }
    }

    /// Ends what still runs, and waits until it is gone.
    func end() async {
        let writers = state.withLock { state in
            state.isOver = true
            return state.writers
        }
        for writer in writers {
            writer.kill()
            while writer.state.ending == nil { await Task.yield() }
        }
    }
}
