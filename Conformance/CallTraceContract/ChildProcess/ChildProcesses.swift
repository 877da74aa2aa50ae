import Synchronization

/// The child processes of one trial, none of which outlives it.
final class ChildProcesses: Sendable {
    private struct State {
        var processes: [ChildProcess] = []
        var isOver = false
    }

    private let state = Mutex(State())

    /// Whether a process is running that has not read its instructions yet.
    var isWaitingForStart: Bool {
        state.withLock(\.processes).contains { !$0.state.isStarted && $0.state.ending == nil }
    }

    /// Starts a process, unless the trial is over.
    func start(_ make: () throws -> ChildProcess) throws -> ChildProcess {
        try state.withLock { state in
            guard !state.isOver else { throw KitError("the trial is over; no more child processes can be started") }
            let process = try make()
            state.processes.append(process)
            return process
        }
    }

    /// Kills the processes that are still running, and waits for them to end.
    func end() async {
        let processes = state.withLock { state in
            state.isOver = true
            return state.processes
        }
        for process in processes {
            process.kill()
            while process.state.ending == nil { await Task.yield() }
        }
    }
}
