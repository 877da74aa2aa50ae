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
        let (plays, needed) = Self.plays(for: failures)
        func violation(of history: History) async throws -> Violation? {
            var failures = 0
            for done in 0..<plays {
                guard failures + plays - done >= needed else { return nil }
                guard let violation = try await play(history, "\(name), shrunk") else { continue }
                failures += 1
                if failures == needed { return violation }
            }
            return nil
        }
        var shortest = self
        _ = try await Shrinker.shrunk(history, patience: patience) { candidate in
            // What stores that are open at once share is not specified of ephemeral ones.
            guard trial.subject.isPersistent || candidate.opensOneStoreAtATime else { return false }
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

    /// How often a shorter history is played, and how often it must fail for that: nearly as often as this one, lest the
    /// shortest be one that hardly ever fails.
    private static func plays(for failures: Int) -> (plays: Int, needed: Int) {
        failures == attempts ? (1, 1) : (10, max(1, failures * 10 * 2 / (attempts * 3)))
    }
}

extension History {
    /// Whether no connection string is opened again before the store that it opened is released.
    fileprivate var opensOneStoreAtATime: Bool {
        var open: [Int: String] = [:]
        return steps.allSatisfy { step in
            switch step.operation {
            case .makeStore(let store, let connectionString):
                guard !open.values.contains(connectionString) else { return false }
                open[store] = connectionString
            case .release(let store):
                open[store] = nil
            case .add, .filter, .decode, .listModules, .moveClock, .damage, .startWriter, .endWriter:
                break
            }
            return true
        }
    }
}
