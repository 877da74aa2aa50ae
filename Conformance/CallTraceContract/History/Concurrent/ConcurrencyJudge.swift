/// Plays concurrent histories, and reports the shortest that fails.
struct ConcurrencyJudge {
    private let trial: Trial
    private let exclusions: HistoryExclusions
    private let rules: Model.Rules

    init(_ trial: Trial, excluding exclusions: HistoryExclusions) {
        self.trial = trial
        self.exclusions = exclusions
        rules = Model.Rules(for: trial.subject, excluding: exclusions)
    }

    /// Plays a history, and returns the violation if no order of its calls explains their results.
    func violation(
        of history: History,
        titled title: String,
        preserving precedence: Linearizability.Precedence = .time
    ) async throws -> Violation? {
        try await play(history, titled: title, preserving: precedence).violation
    }

    /// Plays a history, on the threads of tasks or in an order decided by a seed; see ``ConcurrentReplay``.
    func play(
        _ history: History,
        titled title: String,
        preserving precedence: Linearizability.Precedence = .time,
        in interleaving: Interleaving? = nil,
        patience: Duration? = nil,
        expecting expected: String =
            "an order of the calls, each between its start and its end, that explains their results"
    ) async throws -> PlayedHistory {
        try await ConcurrentReplay.play(
            history.excluding(exclusions, for: trial.subject),
            titled: title,
            by: rules,
            preserving: precedence,
            in: interleaving,
            patience: patience ?? trial.subject.patience,
            expecting: expected,
            trial
        )
    }

    /// Reports the shortest failure of a history that still fails, unless it fails without concurrency.
    ///
    /// - Parameters:
    ///   - history: The history.
    ///   - shortest: The shortest failure, or `nil` if the history does not fail again.
    /// - Returns: Whether there was one.
    /// - Throws: ``NotApplicable`` if the store fails without concurrency, too, and what `shortest` throws.
    func reportShortest(
        of history: History,
        _ shortest: (Linearizability.Precedence) async throws -> (history: History, violation: Violation)?
    ) async throws -> Bool {
        try await requireLawfulSequentially(history, orders: 20)
        // Prefer a history that fails even when times are ignored: its program can be pasted into a test.
        for precedence in [Linearizability.Precedence.program, .time] {
            guard let (history, violation) = try await shortest(precedence) else { continue }
            try await requireLawfulSequentially(history, orders: 500)
            trial.findings.report(violation)
            return true
        }
        return false
    }

    /// Throws if the store fails even when the steps of the tasks run one after another.
    private func requireLawfulSequentially(_ history: History, orders: Int) async throws {
        for order in history.orders(upTo: orders) {
            let violation = try await violation(ofSequential: History(steps: order))
            guard violation == nil else { throw NotApplicable.failsWithoutConcurrency }
        }
    }

    /// Plays the steps of all tasks one after another, as listed, without canceling any.
    func violation(ofSequential history: History) async throws -> Violation? {
        try await Replay.violation(
            of: history.excluding(exclusions, for: trial.subject),
            titled: "one after another",
            by: rules,
            in: trial
        )
    }
}
