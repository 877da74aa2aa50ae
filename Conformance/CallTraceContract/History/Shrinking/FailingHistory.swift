import Foundation

/// A random history that failed once.
struct FailingHistory {
    /// How often a history is played before it counts as one that does not fail.
    private static let attempts = 20

    let history: History
    let number: Int
    let violation: Violation

    /// The shortest history that fails too, or `nil` when this one does not fail again; a note says how often it does.
    ///
    /// - Parameters:
    ///   - trial: Takes the note.
    ///   - patience: How many shorter histories are tried at most.
    ///   - play: Plays a history, with what a violation is called, and gives the violation if there is one.
    /// - Returns: The shortest history, and its violation.
    /// - Throws: What playing throws.
    func shrunk(
        in trial: Trial,
        patience: Int = Shrinker.patience,
        playing play: (History, _ title: String) async throws -> Violation?
    ) async throws -> FailingHistory? {
        let name = "random history \(number) of seed \(trial.subject.histories.seed)"
        var failures = 0
        for _ in 1...Self.attempts where try await play(history, name) != nil { failures += 1 }
        guard failures > 0 else { return nil }
        if failures < Self.attempts {
            trial.note("\(name) failed in \(failures) of \(Self.attempts) more runs: what the store does is chance")
        }
        let attempts = Self.attempts(for: failures)
        func violation(of history: History) async throws -> Violation? {
            for _ in 1...attempts {
                if let violation = try await play(history, "\(name), shrunk") { return violation }
            }
            return nil
        }
        var shortest = self
        _ = try await Shrinker.shrunk(history, patience: patience) { candidate in
            guard let violation = try await violation(of: candidate) else { return false }
            shortest = FailingHistory(history: candidate, number: number, violation: violation)
            return true
        }
        return shortest
    }

    /// What is noted of a history that failed once and is reported as it is.
    func noteChance(in trial: Trial) {
        trial.note(
            "random history \(number) of seed \(trial.subject.histories.seed) failed once, and not again in "
                + "\(Self.attempts) more runs: what the store does is chance"
        )
    }

    /// How often a shorter history is played before it counts as one that does not fail: until that would be wrong in
    /// one of a hundred cases, if it fails as often as this one.
    private static func attempts(for failures: Int) -> Int {
        let survival = 1 - Double(failures) / Double(attempts)
        guard survival > 0 else { return 1 }
        return min(attempts, Int((log(0.01) / log(survival)).rounded(.up)))
    }
}
