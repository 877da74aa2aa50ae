extension Clause {
    /// ADD-11: traces whose `add` returned survive a killed process.
    public static let add11 = Clause(
        .add,
        11,
        .must,
        "added traces survive SIGKILL",
        text: """
            Traces whose `add` returned survive `SIGKILL` of the process, and so do those that another process adds \
            afterward.
            """,
        hint: """
            whether `add` returns before its traces have left the process: buffers, an open transaction, or writes that \
            happen in the background or on close; and what the next add makes of a record that the process left incomplete.
            """,
        alternatives: [
            .notApplicable(.ephemeral, "nothing needs to survive the process"),
            .notApplicable(.noChildProcess, "the only process to kill would be this one"),
        ],
        since: .version1_1,
        variesByRun: true
    ) { trial in
        for killPoint in KillPoint.spread(4) {
            guard let violation = try await trial.lossOfBatches(of: 10, killedAt: killPoint) else {
                trial.observe()
                continue
            }
            // Prefer the shortest program, if it fails too.
            let shorter = try await trial.lossOfBatches(of: 1, killedAt: KillPoint(acknowledgments: 1, fraction: 0))
            return trial.findings.report(shorter ?? violation)
        }
        for fraction in [0.5, 1] {
            try await trial.disposableScenario("a child process is killed in the middle of a batch") {
                let store = try await trial.makeStore()
                let child = try await trial.startHeldProcess(store, FileSizeLimit(fraction: fraction), size: 10)
                child.letGo()
                try await trial.untilEnded(child)
                let reopened = try await trial.makeStore(store.connectionString)
                let lost = try await trial.writtenBatches(child, in: reopened).lost
                trial.expect(lost == nil, expected: "every batch whose add returned", got: lost ?? "")
                if lost == nil { try await trial.expectNextBatch(after: child, in: reopened) }
            }
        }
    }
}

extension Trial {
    /// Kills a child process that adds batches; returns the violation if a batch whose `add` returned is missing.
    fileprivate func lossOfBatches(of batchSize: Int, killedAt killPoint: KillPoint) async throws -> Violation? {
        var violation: Violation?
        try await scenario("a child process is killed while it adds") {
            let series = BatchSeries(count: killPoint.batches, size: batchSize)
            let child = try startProcess(freshConnectionString(), .adds, series, killedAt: killPoint)
            try await untilEnded(child)
            let store = try await makeStore(child.instructions.connectionString)
            let written = try await writtenBatches(child, in: store)
            guard let lost = written.lost else { return try await expectNextBatch(after: child, in: store) }
            violation = self.violation(expected: "every batch whose add returned", got: lost) { steps, writer in
                let count = SwiftText.number(written.acknowledged.count * batchSize)
                return writer.program(afterCrash: steps) + ["#expect(thunks1.count >= \(count))"]
            }
        }
        return violation
    }
}
