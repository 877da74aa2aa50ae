extension Violation {
    /// Whether another store fails in the same way when it goes through the same steps, one after another.
    ///
    /// Connection strings are replaced by fresh ones of the other subject.
    ///
    /// - Parameter subject: The other store.
    /// - Returns: Whether it contradicts the model at the same step in the same way; `false` also if that could not be
    ///   determined.
    package func isRepeated(by subject: AnySubject) async -> Bool {
        await replayed(by: subject).violations.contains { other in
            other.steps.count == steps.count && other.expected == expected && other.got == got
        }
    }

    /// Whether another store contradicts the model when it goes through the same steps, one after another.
    ///
    /// - Parameter subject: The other store.
    /// - Returns: Whether it does; `nil` if the steps are not only calls, so that they cannot be repeated.
    package func contradictsModel(of subject: AnySubject) async -> Bool? {
        switch await replayed(by: subject).outcome {
        case .passed: false
        case .failed: true
        default: nil
        }
    }

    private func replayed(by subject: AnySubject) async -> Verdict {
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
        return await LogCapture().collecting { await replay.judge(subject) }
    }
}
