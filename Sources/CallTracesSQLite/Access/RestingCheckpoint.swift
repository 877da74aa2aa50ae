import GRDB
import Synchronization

/// Moves the write-ahead log into the database file once nothing has been added for a while.
///
/// Until then, a copy of the file alone lacks the latest traces.
final class RestingCheckpoint: Sendable {
    static let rest = Duration.seconds(1)

    private struct State {
        var adds = 0
        var isWaiting = false
    }

    private let rest: Duration
    private let state = Mutex(State())

    init(after rest: Duration) {
        self.rest = rest
    }

    /// Starts to wait for the rest, unless that is under way.
    func noteAdd(to database: any DatabaseWriter) {
        let isFirst = state.withLock { state in
            state.adds += 1
            defer { state.isWaiting = true }
            return !state.isWaiting
        }
        guard isFirst else { return }
        Task.detached(priority: .background) { [self, weak database] in
            var adds: Int
            repeat {
                adds = state.withLock(\.adds)
                try? await Task.sleep(for: rest)
            } while database != nil && !endsWait(adds)
            try? await database?.writeWithoutTransaction { $0.moveLogIntoFile() }
        }
    }

    /// Whether there were no more adds than so many, which ends the wait.
    private func endsWait(_ adds: Int) -> Bool {
        state.withLock { state in
            if state.adds == adds { state.isWaiting = false }
            return !state.isWaiting
        }
    }
}
