import CallTraces
import Synchronization

/// Holds the logs of one subject's plain stores, by connection string.
final class PlainServer: Sendable {
    private struct State {
        var logs: [ExactString: RecordLog] = [:]
        var lastOpened: RecordLog?
        /// What the stores with one connection string share besides the log, by connection string and name.
        var shared: [ExactString: [String: any Sendable]] = [:]
    }

    /// The time, in seconds, for every store on the server; it passes only when a subject moves the clock.
    let clock = Locked(0)

    private let state = Mutex(State())

    /// The log of a connection string, created if there is none.
    func log(of connectionString: String) -> RecordLog {
        state.withLock { state in
            let key = ExactString(connectionString)
            let log = state.logs[key] ?? RecordLog(clock: clock)
            state.logs[key] = log
            return log
        }
    }

    /// Whether a connection string has a log.
    func hasLog(of connectionString: String) -> Bool {
        state.withLock { $0.logs[ExactString(connectionString)] != nil }
    }

    /// Replaces the log of a connection string.
    func put(_ log: RecordLog, for connectionString: String) {
        state.withLock { $0.logs[ExactString(connectionString)] = log }
    }

    func remove(_ connectionString: String) {
        state.withLock { state in
            state.logs[ExactString(connectionString)] = nil
            state.shared[ExactString(connectionString)] = nil
        }
    }

    /// A value that the stores with one connection string share.
    func shared<Value: Sendable>(_ name: String, of connectionString: String, _ initial: Value) -> Locked<Value> {
        state.withLock { state in
            let key = ExactString(connectionString)
            if let value = state.shared[key]?[name] as? Locked<Value> { return value }
            let value = Locked(initial)
            state.shared[key, default: [:]][name] = value
            return value
        }
    }

    /// The log that was opened last, by any store.
    var lastOpened: RecordLog? {
        get { state.withLock(\.lastOpened) }
        set { state.withLock { $0.lastOpened = newValue } }
    }
}
