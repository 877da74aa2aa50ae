public import CallTraces

extension Clause {
    /// Judges a subject by this clause, or by the form of it that the subject's declarations select.
    ///
    /// Use it where no Swift Testing test is running, such as in a command of your own or an `XCTestCase`. In a Swift
    /// Testing test, `verify` reports the verdict and can start child processes, which ADD-11 needs.
    ///
    /// Everything created along the way is removed before this returns, whatever the outcome.
    ///
    /// - Parameter subject: The store under test.
    /// - Returns: The verdict. Nothing is thrown: a failure of the kit is an outcome, too.
    public func judge<Store: CallTraceStore>(_ subject: Subject<Store>) async -> Verdict {
        await judge(AnySubject(subject))
    }

    package func judge(_ subject: AnySubject) async -> Verdict {
        let form = alternatives.first { subject.declarations.contains($0.declaration) }
        let start = ContinuousClock.now
        func verdict(_ judgment: Judgment, _ trial: Trial? = nil, notes: [String] = []) -> Verdict {
            Verdict(
                clause: self,
                storeName: subject.storeName,
                outcome: judgment.outcome,
                violations: judgment.violations,
                reason: judgment.reason,
                notes: (trial?.findings.notes ?? []) + notes,
                observations: trial?.findings.observations ?? 0,
                calls: trial?.calls ?? 0,
                traces: trial?.traces ?? 0,
                duration: ContinuousClock.now - start,
                form: form
            )
        }

        let directory: ScratchDirectory
        do {
            directory = try ScratchDirectory(in: subject.directory, for: id)
        } catch {
            return verdict(.kitError("\(error)"))
        }
        let trial = Trial(of: id, titled: description, about: group.calls, on: subject, in: directory)
        let judgment = await withTimeout(
            subject.patience,
            "\(subject.storeName): \(self)",
            progress: { trial.progress }
        ) {
            await self.judgment(of: form?.check ?? self.check, in: trial)
        } onTimeout: {
            self.judgment(ofHanging: trial)
        }
        trial.crashNotice.retract()
        await trial.children.end()
        let leftovers = await trial.removeStores() + directory.removed()
        if !judgment.isFinal, let leftover = leftovers.first {
            return verdict(.kitError(leftover), trial)
        }
        return verdict(judgment, trial, notes: leftovers)
    }

    private func judgment(of check: Check, in trial: Trial) async -> Judgment {
        do {
            // A check whose store throws outside of every scenario is judged like one whose store throws inside.
            try await trial.scenario("", after: []) { try await check(trial) }
        } catch let notApplicable as NotApplicable {
            return .notApplicable(notApplicable.reason)
        } catch {
            // A kit error after a violation does not excuse the store.
            guard !trial.findings.violations.isEmpty else { return .kitError("\(error)") }
            trial.findings.note("a kit error ended the check early: \(error)")
        }
        return judgment(of: trial)
    }

    private func judgment(of trial: Trial) -> Judgment {
        if trial.findings.observations == 0 {
            trial.expect(false, expected: "at least one observation", got: "none, so nothing is known")
        }
        let (violations, deviation) = (trial.findings.violations, trial.subject.deviationReasons[id])
        switch (violations.isEmpty, deviation) {
        case (true, nil): return .passed
        case (false, let reason?): return .deviates(violations, reason)
        case (false, nil):
            return level == .should || since > trial.subject.version ? .warned(violations) : .failed(violations)
        case (true, let reason?):
            let (expected, got) = ("the known deviation: \(reason)", "none; remove the clause from the deviations")
            return .failed([Violation(scenario: "", steps: [], expected: expected, got: got) { [] }])
        }
    }

    private func judgment(ofHanging trial: Trial) -> Judgment {
        let patience = trial.subject.patience
        if trial.children.isWaitingForStart {
            return .kitError(
                """
                the test did not reach `verify` in the child process within \(patience): does something before it, such \
                as a suite's init, wait for something that another process holds?
                """
            )
        }
        trial.expect(false, expected: "an answer", got: "none after \(patience)")
        return judgment(of: trial)
    }
}

/// The outcome of a trial, with its violations or its reason.
private struct Judgment: Sendable {
    let outcome: Verdict.Outcome
    var violations: [Violation] = []
    var reason: String?

    static let passed = Judgment(outcome: .passed)

    static func failed(_ violations: [Violation]) -> Judgment {
        Judgment(outcome: .failed, violations: violations)
    }

    static func warned(_ violations: [Violation]) -> Judgment {
        Judgment(outcome: .warned, violations: violations)
    }

    static func deviates(_ violations: [Violation], _ reason: String) -> Judgment {
        Judgment(outcome: .deviates, violations: violations, reason: reason)
    }

    static func notApplicable(_ reason: String) -> Judgment {
        Judgment(outcome: .notApplicable, reason: reason)
    }

    static func kitError(_ reason: String) -> Judgment {
        Judgment(outcome: .kitError, reason: reason)
    }

    /// Whether the outcome stands even if the kit fails to clean up afterward.
    var isFinal: Bool {
        switch outcome {
        case .passed, .notApplicable: false
        case .failed, .warned, .deviates, .kitError: true
        }
    }
}
