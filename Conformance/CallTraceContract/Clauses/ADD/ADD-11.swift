extension Clause {
    /// ADD-11: traces whose `add` returned survive a killed process.
    public static let add11 = Clause(
        .add,
        11,
        .must,
        "added traces survive SIGKILL",
        text: "Traces whose `add` returned survive `SIGKILL` of the process.",
        hint: """
            whether `add` returns before its traces have left the process: buffers, an open transaction, or writes that \
            happen in the background or on close.
            """,
        alternatives: [
            .notApplicable(.ephemeral, "nothing needs to survive the process"),
            .notApplicable(.noChildProcess, "the only process to kill would be this one"),
        ],
        since: .version1_1,
        variesByRun: true
    ) { trial in
        for killPoint in KillPoint.spread(8) {
            guard let violation = try await trial.lossOfBatches(of: 10, killedAt: killPoint) else {
                trial.observe()
                continue
            }
            // Prefer the shortest program, if it fails too.
            let shorter = try await trial.lossOfBatches(of: 1, killedAt: KillPoint(acknowledgments: 1, fraction: 0))
            return trial.findings.report(shorter ?? violation)
        }
    }
}

extension Trial {
    /// Kills a child process that adds batches; returns the violation if a batch whose `add` returned is missing.
    fileprivate func lossOfBatches(of batchSize: Int, killedAt killPoint: KillPoint) async throws -> Violation? {
        var violation: Violation?
        try await scenario("a child process is killed while it adds") {
            let connectionString = try freshConnectionString()
            let written = try await killProcess(connectionString, batchSize: batchSize, at: killPoint)
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
