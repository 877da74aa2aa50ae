import CallTraces
import Synchronization

extension Clause {
    /// ADD-10: a batch is all or nothing.
    public static let add10 = Clause(
        .add,
        10,
        .must,
        "a batch is all or nothing",
        text: """
            A batch is all or nothing: no reader, and no reopening after a crash, sees part of one, or its modules without \
            its traces. When `add` throws, because its task is canceled for example, none of it is stored.
            """,
        hint: """
            whether one add is one transaction. In a file: a write can be short, on a full disk or at a file-size limit, so \
            check what it returns; append under a lock, after cutting off what a crash has left of a batch, or write \
            beside the file and rename.
            """,
        variesByRun: true,
        deviationExcludes: .concurrency
    ) { trial in
        try await trial.cancelAdds()
        if trial.subject.isPersistent, trial.canStartProcesses { try await trial.interruptBatches(of: 100) }
        // The slower a store is, the smaller a batch that readers see enough of.
        for (count, size) in [(12, 98), (3, 998), (1, 4_998), (1, 49_998)] {
            let series = BatchSeries(count: count, size: size, addsModules: true)
            guard try await trial.looks(at: series) < 500, trial.findings.violations.isEmpty else { return }
        }
    }
}

extension Trial {
    /// Cancels an add at each of its suspensions in turn; a store that takes no notice is lawful.
    fileprivate func cancelAdds() async throws {
        let deviations = Contract.allClauses.filter { subject.deviationReasons[$0.id] != nil }
        let exclusions = deviations.reduce(into: HistoryExclusions()) { $0.formUnion($1.historyExclusions) }
        let judge = ConcurrencyJudge(self, excluding: exclusions)
        // A store that fails without being canceled breaks another clause, or deviates from it.
        guard try await judge.violation(ofSequential: .cancelingAdd(afterTurns: nil)) == nil else { return }
        for turns in 0..<64 {
            let played = try await judge.play(
                .cancelingAdd(afterTurns: turns),
                titled: "an add whose task is canceled after \(SwiftText.count(turns, "turn"))",
                in: Interleaving(seed: 1),
                expecting: "the whole batch if add returned, none of it if it threw, and the batch that is added next"
            )
            if let violation = played.violation { return findings.report(violation) }
            guard played.isCanceled else { return }
            observe()
        }
    }

    /// Cuts batches of a child process short, at chosen bytes and at chosen times.
    fileprivate func interruptBatches(of size: Int) async throws {
        try await disposableScenario("file-size limits cut the batches of a child process short") {
            let limits = [0, 0.3, 0.7, 1].map(FileSizeLimit.init)
            let series = BatchSeries(count: 2 + 2 * limits.count, size: size)
            let child = try startProcess(freshConnectionString(), .addsUnderLimits(limits), series)
            try await untilEnded(child)
            let store = try await makeStore(child.instructions.connectionString)
            let written = try await writtenBatches(child, in: store)
            let fault = written.torn ?? written.kept ?? written.lost
            expect(fault == nil, expected: "all of a batch whose add returned, none of others", got: fault ?? "")
            if fault == nil { try await expectNextBatch(after: child, in: store) }
        }
        for fraction in [0.5, 1] {
            try await disposableScenario("a child process is stopped in the middle of a batch, and killed") {
                let store = try await makeStore()
                let child = try await startHeldProcess(store, FileSizeLimit(fraction: fraction), size: size)
                // A store may block readers until the process is dead.
                for _ in 1...3 {
                    let torn = try await writtenBatches(child, in: store).torn
                    expect(torn == nil, expected: "whole batches of \(size) traces", got: torn ?? "")
                }
                child.letGo()
                try await untilEnded(child)
                try await expectWholeBatches(after: child)
            }
        }
        for killPoint in KillPoint.spread(3) {
            try await disposableScenario("a child process is killed while it adds batches of 100") {
                let series = BatchSeries(count: killPoint.batches, size: size)
                let child = try startProcess(freshConnectionString(), .adds, series, killedAt: killPoint)
                try await untilEnded(child)
                try await expectWholeBatches(after: child)
            }
        }
    }
}

extension Trial {
    /// Starts a process that a file-size limit holds in its third batch, and waits until it is held, or ends.
    func startHeldProcess(_ store: TrialStore, _ limit: FileSizeLimit, size: Int) async throws -> ChildProcess {
        let series = BatchSeries(count: 3, size: size)
        let child = try startProcess(
            store.connectionString,
            .isHeld(limit),
            series,
            killedAt: .afterAll(of: series)
        )
        try await wait(for: .held, from: child)
        return child
    }

    /// Expects whole batches from a process that was killed, and from the one that adds after it.
    fileprivate func expectWholeBatches(after child: ChildProcess) async throws {
        let store = try await makeStore(child.instructions.connectionString)
        let written = try await writtenBatches(child, in: store)
        let fault = written.torn ?? written.kept
        expect(
            fault == nil,
            expected: "whole batches of \(SwiftText.count(child.instructions.series.size, "trace"))",
            got: fault ?? ""
        )
        if fault == nil { try await expectNextBatch(after: child, in: store) }
    }

    /// Adds a series of batches while others read: on the same store, on another one, and in a child process.
    ///
    /// - Returns: How often the readers have looked.
    fileprivate func looks(at series: BatchSeries) async throws -> Int {
        var looks = 0
        let size = SwiftText.grouped(series.size + 2)
        try await disposableScenario("readers while batches of \(size) are added", after: Set(PastCall.allCases)) {
            let writer = try await makeStore()
            // Enough modules for several pages, between the first and the last of each batch.
            if series.size < 1_000 { try await writer.add(inBatches: .numbered(0..<1, modules: 0..<1_100)) }
            let isShared = subject.isPersistent
            let other = isShared ? try await makeStore(writer.connectionString) : writer
            // A reader may be the first to look, and what a store answers then is for other clauses to judge.
            guard try await findsNothing(of: series, in: writer) else {
                looks = .max
                return
            }
            let child =
                isShared && canStartProcesses ? try startProcess(writer.connectionString, .watches, series) : nil
            if let child { try await wait(for: .opened, from: child) }
            let isAdding = Mutex(true)
            let watches = try await concurrently(3) { task in
                if task > 1 {
                    return try await (task == 2 ? writer : other).watch(series) { isAdding.withLock(\.self) }
                }
                defer { isAdding.withLock { $0 = false } }
                return try await writer.addAll(of: series)
            }
            child?.order()
            if let child { try await untilEnded(child) }
            var last = BatchWatch(series)
            // A store that has never listed anything knows best what is there.
            try await (isShared ? makeStore(writer.connectionString) : writer).look(by: &last)
            // A store that does not have every batch in the end has another problem than batches that are seen in parts.
            var fault = last.isComplete ? watches.compactMap(\.fault).first ?? child?.state.saw : watches[0].fault
            if last.isComplete, last.isOrdered { fault = fault ?? watches.compactMap(\.faultIfOrdered).first }
            expect(fault == nil, expected: "whole batches of \(size) traces", got: fault ?? "")
            looks = watches.map(\.looks).reduce(0, +)
        }
        return looks
    }

    /// Whether a store that nothing of a series was added to finds nothing of it.
    private func findsNothing(of series: BatchSeries, in writer: TrialStore) async throws -> Bool {
        var watch = BatchWatch(series)
        do {
            try await recorder.summarizing {
                let store = try await subject.isPersistent ? makeStore(writer.connectionString) : makeNewStore()
                try await store.look(by: &watch)
            }
        } catch is StoreError {
            return false
        }
        return watch.foundNothing
    }
}

extension History {
    /// One task that adds a batch and is canceled, and another batch after it.
    fileprivate static func cancelingAdd(afterTurns turns: Int?) -> History {
        func add(_ qualnames: [String]) -> Step.Operation {
            .add(store: 1, batch: Batch(qualnames.map { CallTrace(module: "m", qualname: $0) }))
        }
        func filter(_ result: Int) -> Step.Operation {
            .filter(store: 1, result: result, module: "m", qualnamePrefix: nil, limit: nil)
        }
        return History(steps: [
            Step(operation: .makeStore(store: 1, connectionString: "1"), task: nil),
            Step(operation: add(["f0", "f1", "f2", "f3"]), task: 1, cancellation: turns),
            Step(operation: filter(1), task: nil),
            Step(operation: add(["g"]), task: nil),
            Step(operation: filter(2), task: nil),
        ])
    }
}

extension TrialStore {
    /// Adds a series of batches, until one is refused.
    ///
    /// That a batch of some size is refused is another clause's concern, but then none of it may be stored.
    fileprivate func addAll(of series: BatchSeries) async throws -> BatchWatch {
        var watch = BatchWatch(series)
        for number in 0..<series.count {
            do {
                try await add(series.batch(number))
            } catch is StoreError {
                try await look(by: &watch)
                break
            }
            await Task.yield()
        }
        return watch
    }

    /// Looks as often as possible while a series is added.
    fileprivate func watch(_ series: BatchSeries, while isAdding: () -> Bool) async throws -> BatchWatch {
        let query = "filter(module: \"m\", limit: \(SwiftText.number(series.ampleLimit)))"
        let remark = "over and over: \(query) and listModules() on store\(number)"
        return try await trial.recorder.summarizing(as: .remark(remark)) {
            var watch = BatchWatch(series)
            while isAdding() {
                try await look(by: &watch)
                try await BatchWatch.pause(isAdapted: trial.subject.declarations.contains(.adapter))
            }
            return watch
        }
    }

    fileprivate func look(by watch: inout BatchWatch) async throws {
        let limit = watch.limit
        try await watch.look {
            try await filter(BatchSeries.module, limit: limit).thunks
        } listModules: {
            try await listModules()
        }
    }
}
