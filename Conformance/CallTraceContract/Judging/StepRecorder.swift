import Synchronization

/// Records what a scenario does, and numbers its stores and results.
final class StepRecorder: Sendable {
    /// The number of the concurrent task that an operation belongs to.
    @TaskLocal static var task: Int?

    /// Whether operations are recorded; repeated ones are summarized instead.
    @TaskLocal private static var isRecording = true

    private struct State {
        var steps: [Step] = []
        var stores = 0
        var results = 0
    }

    private let state = Mutex(State())

    /// What was done since the scenario began.
    var steps: [Step] { state.withLock(\.steps) }

    /// Starts over, for another scenario.
    func begin() {
        state.withLock { $0 = State() }
    }

    func record(_ operation: Step.Operation) {
        guard Self.isRecording else { return }
        state.withLock { $0.steps.append(Step(operation: operation, task: Self.task)) }
    }

    /// Runs a body whose operations are recorded as one equivalent operation, or not at all.
    func summarizing<Value>(
        as operation: Step.Operation? = nil,
        _ body: () async throws -> Value
    ) async rethrows -> Value {
        if let operation { record(operation) }
        return try await Self.$isRecording.withValue(false) { try await body() }
    }

    func nextStore() -> Int {
        state.withLock {
            $0.stores += 1
            return $0.stores
        }
    }

    func nextResult() -> Int {
        state.withLock {
            $0.results += 1
            return $0.results
        }
    }
}
