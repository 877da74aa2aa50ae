extension Violation {
    /// Whether another store does the same when the same is done to it, one step after another.
    ///
    /// Connection strings stand for fresh ones of the other subject.
    ///
    /// - Parameter subject: The other store.
    /// - Returns: Whether the model is contradicted at the same step in the same way; `false` too when that could not be
    ///   found out.
    package func isRepeated(by subject: Subject) async -> Bool {
        let steps = steps
        let replay = Clause(.model, 1, .must, clause.title, text: clause.text, hint: clause.hint) { trial in
            let history = History(steps: steps)
            if let violation = try await Replay.violation(of: history, titled: "", in: trial) {
                trial.report(violation)
            } else {
                trial.observe()
            }
        }
        let verdict = await LogLines().collecting { await replay.judge(subject) }
        return verdict.outcome.violations.contains { other in
            other.steps.count == steps.count && other.expected == expected && other.got == got
        }
    }
}
