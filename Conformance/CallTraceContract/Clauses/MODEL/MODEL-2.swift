import CallTraces
import Synchronization

extension Clause {
    /// MODEL-2: concurrent histories are linearizable.
    public static let model2 = Clause(
        .model,
        2,
        .must,
        "concurrent histories are linearizable",
        text: "Concurrent histories are linearizable.",
        hint: "what concurrent calls share: does each of them take effect for all others at one moment?",
        since: .version1_1,
        variesByRun: true
    ) { trial in
        let histories = trial.subject.histories
        trial.findings.note("\(SwiftText.grouped(histories.count)) concurrent histories, seed \(histories.seed)")
        let exclusions = try trial.historyExclusions()
        guard !exclusions.contains(.concurrency) else {
            throw NotApplicable(reason: "no concurrent history can avoid a known deviation")
        }
        let judge = ConcurrencyJudge(trial, excluding: exclusions)
        try await LogCapture().collecting {
            for number in 0..<histories.count {
                let history = History.concurrent(number, of: histories, for: trial.subject)
                let title = "concurrent history \(number) of seed \(histories.seed)"
                // Which calls overlap is a matter of chance, and a second try is cheap.
                for _ in 1...2 {
                    guard let violation = try await judge.violation(of: history, titled: title) else {
                        trial.observe()
                        continue
                    }
                    let failing = FailingHistory(history: history, number: number, violation: violation)
                    let isReported = try await judge.reportShortest(of: history) { precedence in
                        let shortest = try await failing.shrunk(in: trial) { history, title in
                            try await judge.violation(of: history, titled: title, preserving: precedence)
                        }
                        return shortest.map { ($0.history, $0.violation) }
                    }
                    guard !isReported else { return }
                    failing.noteChance(in: trial)
                    return trial.findings.report(failing.violation)
                }
            }
        }
        guard !exclusions.contains(.order) else { return }
        try await trial.disposableScenario("8 tasks add, and each answer in the meantime ends with the one before") {
            let batches = TaskBatches(tasks: 8, count: 20, size: 2)
            let store = try await trial.makeStore()
            trial.recorder.record(.remark("the module \(TaskBatches.module) is queried over and over meanwhile"))
            trial.recorder.record(.addInTasks(stores: [store.number], batches: batches))
            let growth = try await trial.recorder.summarizing { try await brokenGrowth(of: store, by: batches) }
            guard let growth else { return trial.observe() }
            let isBrokenByOne = try await trial.recorder.summarizing {
                let batches = TaskBatches(tasks: 1, count: 20, size: 2)
                return try await brokenGrowth(of: trial.makeStore(), by: batches) != nil
            }
            guard !isBrokenByOne else { throw NotApplicable.failsWithoutConcurrency }
            trial.expect(
                false,
                expected: """
                    an answer that ends with the \(SwiftText.count(growth.before.count, "trace")) of the one before
                    """,
                got: Trial.listing(growth.after)
            )
        }
    }
}

/// Reads as often as possible while tasks add different traces.
///
/// - Returns: The first two answers of which the later does not end with the earlier; `nil` if there are none.
private func brokenGrowth(
    of store: TrialStore,
    by batches: TaskBatches
) async throws -> (before: [Decoded], after: [Decoded])? {
    let adding = Mutex(batches.tasks)
    let reader = batches.tasks + 1
    let broken = try await store.trial.concurrently(reader) { task -> (before: [Decoded], after: [Decoded])? in
        guard task == reader else {
            defer { adding.withLock { $0 -= 1 } }
            for number in 1...batches.count {
                try await store.add(batches.batch(number, of: task))
                // A single task gives way to the reader.
                if batches.tasks == 1 { await Task.yield() }
            }
            return nil
        }
        var before: [Decoded] = []
        while true {
            let isLast = adding.withLock { $0 == 0 }
            let after = try await store.filter(TaskBatches.module).decoded()
            guard after.suffix(before.count).elementsEqual(before) else { return (before, after) }
            if isLast { return nil }
            before = after
            await Task.yield()
        }
    }
    return broken.compactMap(\.self).first
}
