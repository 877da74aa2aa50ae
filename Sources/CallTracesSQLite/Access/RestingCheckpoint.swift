import GRDB
import Synchronization

/// Moves the write-ahead log into the database file once nothing has been written for a while.
///
/// Until then, a copy of the file alone lacks the latest traces.
final class RestingCheckpoint: Sendable {
    static let rest = Duration.seconds(1)

    private struct State {
        var writes = 0
        var isWaiting = false
    }

    private let rest: Duration
    private let state = Mutex(State())

    init(after rest: Duration) {
        self.rest = rest
    }

    /// Starts to wait for the rest, unless that is under way.
    func noteWriting(to database: any DatabaseWriter) {
        let isFirst = state.withLock { state in
            state.writes += 1
            defer { state.isWaiting = true }
            return !state.isWaiting
        }
        guard isFirst else { return }
        Task.detached(priority: .background) { [self, weak database] in
            var writes: Int
            repeat {
                writes = state.withLock(\.writes)
                try? await Task.sleep(for: rest)
            } while database != nil && !endsWait(writes)
            try? await database?.writeWithoutTransaction { $0.moveLogIntoFile() }
        }
    }

    /// Whether there were no more writes than so many, which ends the wait.
    private func endsWait(_ writes: Int) -> Bool {
        state.withLock { state in
            if state.writes == writes { state.isWaiting = false }
            return !state.isWaiting
        }
    }
}
