/// Plays concurrent histories and reports the shortest that fails.
struct ConcurrencyJudge {
    let trial: Trial
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

    /// Reports the shortest history that still fails, unless it fails without concurrency.
    func report(_ failing: FailingHistory) async throws {
        try await requireLawfulSequentially(failing.history, orders: 20)
        // Prefer a history that fails even when times are ignored: its program can be pasted into a test.
        for precedence in [Linearizability.Precedence.program, .time] {
            let shortest = try await failing.shrunk(in: trial) { history, title in
                try await violation(of: history, titled: title, preserving: precedence)
            }
            guard let shortest else { continue }
            try await requireLawfulSequentially(shortest.history, orders: 500)
            return trial.findings.report(shortest.violation)
        }
        failing.noteChance(in: trial)
        trial.findings.report(failing.violation)
    }

    /// Throws if the store fails even when the steps of the tasks run one after another.
    func requireLawfulSequentially(_ history: History, orders: Int) async throws {
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
