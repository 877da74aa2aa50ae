import CallTraces
import Synchronization

/// A sequence that yields its traces once and counts how often it is walked.
final class SinglePassTraces: Sequence, Sendable {
    private struct State {
        var remaining: ArraySlice<CallTrace>
        var walks = 0
    }

    private let state: Mutex<State>

    init(_ traces: [CallTrace]) {
        state = Mutex(State(remaining: traces[...]))
    }

    /// How many iterators were made.
    var walks: Int { state.withLock(\.walks) }

    /// How many traces were never taken.
    var remaining: Int { state.withLock(\.remaining.count) }

    func makeIterator() -> AnyIterator<CallTrace> {
        state.withLock { $0.walks += 1 }
        return AnyIterator { self.state.withLock { $0.remaining.popFirst() } }
    }
}
