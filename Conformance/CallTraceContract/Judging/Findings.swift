import Synchronization

/// What a check observed.
final class Findings: Sendable {
    private struct State {
        var observations = 0
        var violations: [Violation] = []
        var notes: [String] = []
    }

    private let state = Mutex(State())

    /// How many observations were made, violations included.
    var observations: Int { state.withLock(\.observations) }
    var violations: [Violation] { state.withLock(\.violations) }
    var notes: [String] { state.withLock(\.notes) }

    /// Counts one observation that upholds the clause.
    func observe() {
        state.withLock { $0.observations += 1 }
    }

    /// Counts one observation that is a violation.
    func report(_ violation: Violation) {
        state.withLock { state in
            state.observations += 1
            state.violations.append(violation)
        }
    }

    /// Takes back the violations from an index on, so that shorter ones can be reported instead.
    func withdrawViolations(from index: Int) -> [Violation] {
        state.withLock { state in
            defer { state.violations.removeSubrange(index...) }
            return Array(state.violations[index...])
        }
    }

    /// Adds a remark to the verdict, once.
    func note(_ text: String) {
        state.withLock { state in
            if !state.notes.contains(text) { state.notes.append(text) }
        }
    }
}
