import CallTraces

extension Clause {
    /// MODEL-3: concurrent calls are linearizable, whatever order tasks are resumed in.
    public static let model3 = Clause(
        .model,
        3,
        .must,
        "concurrent calls are linearizable in any order of their tasks",
        text: """
            Whatever order tasks are resumed in, concurrent calls are linearizable. A call that throws because its task is \
            canceled does nothing.
            """,
        hint: """
            what a call knows from before an `await` and relies on after it: another call may have run in between, in an \
            actor too.
            """,
        alternatives: [
            .notApplicable(
                .adapter,
                "only the order of Swift's tasks can be decided; MODEL-2 judges the store by threads"
            )
        ],
        since: .version1_3
    ) { trial in
        let histories = trial.subject.histories
        let exclusions = try trial.historyExclusions()
        guard !exclusions.contains(.concurrency) else {
            throw NotApplicable(reason: "no concurrent history can avoid a known deviation")
        }
        var judge = InterleavingJudge(trial, excluding: exclusions)
        try await LogCapture().collecting { try await judge.judge(histories) }
        if trial.subject.isPersistent, trial.findings.violations.isEmpty { try await judge.judgeOpening() }
        judge.note(histories)
    }
}
