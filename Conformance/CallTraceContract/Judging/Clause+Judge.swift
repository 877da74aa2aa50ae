extension Clause {
    /// Judges a subject by this clause, or by the form of it that the subject's declarations select.
    ///
    /// Everything made for it is removed before this returns, whatever the outcome.
    ///
    /// - Parameters:
    ///   - subject: The store under test.
    ///   - patience: How long a call of the store may take before it counts as hanging.
    /// - Returns: The verdict; nothing is thrown, as what goes wrong in the kit is an outcome too.
    public func judge(_ subject: Subject, patience: Duration = .seconds(120)) async -> Verdict {
        let form = alternatives.first { subject.declarations.contains($0.declaration) }
        let start = ContinuousClock.now
        func verdict(_ outcome: Outcome, _ trial: Trial? = nil, notes: [String] = []) -> Verdict {
            Verdict(
                clause: self,
                storeName: subject.storeName,
                form: form,
                outcome: outcome,
                observations: trial?.observations ?? 0,
                notes: (trial?.notes ?? []) + notes,
                duration: ContinuousClock.now - start
            )
        }

        let directory: ScratchDirectory
        do {
            directory = try ScratchDirectory(in: subject.directory, for: self)
        } catch {
            return verdict(.kitError("\(error)"))
        }
        let trial = Trial(of: self, on: subject, in: directory)
        let outcome = await firstOf(patience: patience, progress: { trial.progress }) {
            await self.outcome(of: form?.check ?? self.check, in: trial)
        } hung: {
            self.outcome(ofHanging: trial, patience: patience)
        }
        let leftovers = await Self.clean(trial, directory)
        if outcome.isUpheld, let leftover = leftovers.first {
            return verdict(.kitError(leftover), trial)
        }
        return verdict(outcome, trial, notes: leftovers)
    }

    private func outcome(of check: Check, in trial: Trial) async -> Outcome {
        do {
            // A check whose store throws outside of every scenario is judged like one that throws inside.
            try await trial.scenario("") { try await check(trial) }
        } catch let notApplicable as NotApplicable {
            return .notApplicable(notApplicable.reason)
        } catch {
            // What was seen before stands: a store that fails is not excused by a kit that fails after it.
            guard !trial.violations.isEmpty else { return .kitError("\(error)") }
            trial.note("the check ended early, by a kit error: \(error)")
        }
        return outcome(of: trial)
    }

    private func outcome(of trial: Trial) -> Outcome {
        if trial.observations == 0 {
            trial.expect(false, expected: "at least one observation", got: "none, so nothing is known")
        }
        let (violations, deviation) = (trial.violations, trial.subject.deviations[self])
        switch (violations.isEmpty, deviation) {
        case (true, nil): return .passed
        case (false, let reason?): return .deviates(violations, reason: reason)
        case (false, nil):
            return level == .should || since > trial.subject.version ? .warned(violations) : .failed(violations)
        case (true, let reason?):
            trial.expect(
                false,
                expected: "the known deviation: \(reason)",
                got: "none; take the clause off the deviations"
            )
            return .failed(trial.violations)
        }
    }

    private func outcome(ofHanging trial: Trial, patience: Duration) -> Outcome {
        trial.expect(false, expected: "an answer", got: "none after \(patience)")
        return outcome(of: trial)
    }

    /// Removes what the trial made; returns what could not be removed.
    private static func clean(_ trial: Trial, _ directory: ScratchDirectory) async -> [String] {
        await trial.otherProcesses.end()
        var leftovers: [String] = []
        if let remove = trial.subject.remove {
            for connectionString in trial.connectionStrings {
                do {
                    try await remove(connectionString)
                } catch {
                    leftovers.append("the subject's remove failed: \(trial.describe(error))")
                }
            }
        }
        do {
            try await directory.remove()
        } catch {
            leftovers.append("\(error)")
        }
        return leftovers
    }
}
