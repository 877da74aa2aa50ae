extension Violation {
    /// Whether another store fails in the same way when it goes through the same steps, one after another.
    ///
    /// Connection strings are replaced by fresh ones of the other subject.
    ///
    /// - Parameter subject: The other store.
    /// - Returns: Whether it contradicts the model at the same step in the same way; `false` also if that could not be
    ///   determined.
    package func isRepeated(by subject: AnySubject) async -> Bool {
        let steps = steps
        let rules = Model.Rules(for: subject)
        let replay = Clause(.model, 1, .must, "", text: "") { trial in
            let history = History(steps: steps)
            if let violation = try await Replay.violation(of: history, titled: "", by: rules, in: trial) {
                trial.findings.report(violation)
            } else {
                trial.observe()
            }
        }
        let verdict = await LogCapture().collecting { await replay.judge(subject) }
        return verdict.violations.contains { other in
            other.steps.count == steps.count && other.expected == expected && other.got == got
        }
    }
}
