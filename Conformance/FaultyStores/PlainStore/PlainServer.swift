import CallTraces
import Synchronization

/// What the plain stores of one subject keep, by connection string.
final class PlainServer: Sendable {
    private struct State {
        var shelves: [ExactString: Shelf] = [:]
        var lastOpened: Shelf?
    }

    /// The seconds that every store of the server takes for the time; they pass when a subject moves them.
    let clock = Box(0)

    private let state = Mutex(State())

    /// The shelf of a connection string, made if there is none.
    func shelf(of connectionString: String) -> Shelf {
        state.withLock { state in
            let key = ExactString(connectionString)
            let shelf = state.shelves[key] ?? Shelf(clock: clock)
            state.shelves[key] = shelf
            return shelf
        }
    }

    /// Whether a connection string has a shelf.
    func hasShelf(of connectionString: String) -> Bool {
        state.withLock { $0.shelves[ExactString(connectionString)] != nil }
    }

    /// Puts a shelf in the place of the one that a connection string has.
    func put(_ shelf: Shelf, for connectionString: String) {
        state.withLock { $0.shelves[ExactString(connectionString)] = shelf }
    }

    func remove(_ connectionString: String) {
        state.withLock { $0.shelves[ExactString(connectionString)] = nil }
    }

    /// The shelf that was opened last, by any store.
    var lastOpened: Shelf? {
        get { state.withLock(\.lastOpened) }
        set { state.withLock { $0.lastOpened = newValue } }
    }
}
