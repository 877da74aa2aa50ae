/// A random history that failed at least once.
struct FailingHistory {
    /// How often a history is replayed to see whether it fails again.
    private static let replays = 20

    let history: History
    let number: Int
    let violation: Violation

    /// The shortest history that fails too, or `nil` if this one does not fail again; a note says how often it does.
    ///
    /// - Parameters:
    ///   - trial: Takes the note.
    ///   - play: Plays a history, under a title for the violation, and returns the violation if there is one.
    /// - Returns: The shortest history, and its violation.
    /// - Throws: What playing throws.
    func shrunk(
        in trial: Trial,
        playing play: (_ history: History, _ title: String) async throws -> Violation?
    ) async throws -> FailingHistory? {
        let name = "random history \(number) of seed \(trial.subject.histories.seed)"
        var failures = 0
        for _ in 1...Self.replays where try await play(history, name) != nil { failures += 1 }
        guard failures > 0 else { return nil }
        if failures < Self.replays {
            trial.findings.note("\(name) failed in \(failures) of \(Self.replays) more runs, so it fails by chance")
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
        let end = trial.calls + trial.subject.histories.callsForShrinking
        _ = try await Shrinker.shrunk(history, until: trial.calls >= end) { candidate in
            guard candidate.isSpecified(for: trial.subject) else { return false }
            guard let violation = try await violation(of: candidate) else { return false }
            shortest = FailingHistory(history: candidate, number: number, violation: violation)
            return true
        }
        return shortest
    }

    /// Notes that a history failed once and is reported as it is.
    func noteChance(in trial: Trial) {
        trial.findings.note(
            "random history \(number) of seed \(trial.subject.histories.seed) failed once, and not again in "
                + "\(Self.replays) more runs, so it fails by chance"
        )
    }

    /// How often to play a shorter history, and how often it must fail: nearly as often as this one, so that the shortest
    /// is not one that hardly ever fails.
    private static func plays(for failures: Int) -> (plays: Int, needed: Int) {
        failures == replays ? (1, 1) : (10, max(1, failures * 10 * 2 / (replays * 3)))
    }
}

extension History {
    /// Whether the contract says what comes of the history: not of what ephemeral stores share that are open together.
    func isSpecified(for subject: AnySubject) -> Bool {
        subject.isPersistent || opensOneStoreAtATime
    }

    /// Whether no connection string is opened again before the store that it opened is released.
    private var opensOneStoreAtATime: Bool {
        var open: [Int: String] = [:]
        return steps.allSatisfy { step in
            switch step.operation {
            case .makeStore(let store, let connectionString):
                guard !open.values.contains(connectionString) else { return false }
                open[store] = connectionString
            case .release(let store):
                open[store] = nil
            case .add, .filter, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess, .remark, .use,
                .addInTasks:
                break
            }
            return true
        }
    }
}
