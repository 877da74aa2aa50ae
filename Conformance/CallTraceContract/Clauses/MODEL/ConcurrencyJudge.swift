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

    /// Plays a history, on the threads of tasks or in an order decided by a seed.
    func play(
        _ history: History,
        titled title: String,
        preserving precedence: Linearizability.Precedence = .time,
        in interleaving: Interleaving? = nil
    ) async throws -> PlayedHistory {
        try await ConcurrentReplay.play(
            history.excluding(exclusions, for: trial.subject),
            titled: title,
            by: rules,
            preserving: precedence,
            in: interleaving,
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
        for order in history.excluding(exclusions, for: trial.subject).orders(upTo: orders) {
            let sequential = History(steps: order)
            let violation = try await Replay.violation(
                of: sequential,
                titled: "one after another",
                by: rules,
                in: trial
            )
            guard violation == nil else { throw NotApplicable.failsWithoutConcurrency }
        }
    }
}
