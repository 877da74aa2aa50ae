extension Clause {
    /// ADD-11: traces whose `add` returned survive the death of the process.
    public static let add11 = Clause(
        .add,
        11,
        .must,
        "added traces survive SIGKILL",
        text: "Traces whose `add` returned survive `SIGKILL` of the process.",
        hint: """
            whether `add` returns before its traces have left the process: buffers, a transaction still open, writes in the \
            background or on closing.
            """,
        alternatives: [
            .notApplicable(.ephemeral, "nothing is to survive the process"),
            .notApplicable(.noOtherProcess, "there is no process to kill but this one"),
        ],
        since: .version1_1
    ) { trial in
        for killPoint in KillPoint.spread(8) {
            guard let violation = try await trial.lossOfBatches(of: 10, killedAt: killPoint) else {
                trial.observe()
                continue
            }
            // The shortest story, if it can be told.
            let shorter = try await trial.lossOfBatches(of: 1, killedAt: KillPoint(acknowledgements: 1, fraction: 0))
            return trial.report(shorter ?? violation)
        }
    }
}

extension Trial {
    /// Kills another process that adds batches; gives back the violation when a batch whose `add` returned is not there.
    fileprivate func lossOfBatches(of batchSize: Int, killedAt killPoint: KillPoint) async throws -> Violation? {
        var violation: Violation?
        try await scenario("another process is killed while it adds") {
            let connectionString = try freshConnectionString()
            let written = try await killWriter(connectionString, batchSize: batchSize, at: killPoint)
            guard let lost = written.acknowledged.first(where: { !written.isWhole($0) }) else { return }
            violation = self.violation(
                expected: "every batch whose add returned",
                got: "batch \(lost) was acknowledged and \(written.text(of: lost))"
            ) { steps, writer in
                let count = SwiftText.number(written.acknowledged.count * batchSize)
                return writer.program(afterCrash: steps) + ["#expect(thunks1.count >= \(count))"]
            }
        }
        return violation
    }
}
