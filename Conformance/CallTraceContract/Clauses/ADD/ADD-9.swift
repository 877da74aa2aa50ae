import CallTraces

extension Clause {
    /// ADD-9: concurrent adds lose nothing and duplicate nothing.
    public static let add9 = Clause(
        .add,
        9,
        .must,
        "concurrent adds lose and duplicate nothing",
        text: "Concurrent `add`s, in one process or in several, lose nothing and duplicate nothing.",
        hint: """
            a read, a change and a write, or seeking the end and writing, without one lock or transaction around all of \
            it; a set of known traces that does not hear of other processes.
            """,
        variesByRun: true,
        deviationExcludes: .concurrency
    ) { trial in
        try await trial.scenario("8 tasks add 20 batches each to one store", after: []) {
            let store = try await trial.makeStore()
            try await trial.concurrently(8) { task in
                for batch in 1...20 { try await store.add(concurrentBatch(task, batch)) }
            }
            try await store.expectFilter("m", gives: concurrentTraces)
        }
        try await trial.scenario("8 tasks add one trace to one store", after: []) {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "m", qualname: "f")
            try await trial.concurrently(8) { _ in try await store.add([trace]) }
            let count = trial.subject.collapsesDuplicates ? 1 : 8
            try await store.expectFilter("m", gives: Array(repeating: trace, count: count))
        }
        guard trial.subject.isPersistent else { return }
        // Writing a long trace takes long enough for others to come between.
        try await trial.scenario(
            "8 tasks add 20 long traces each, every task to its own store of one connection string",
            after: []
        ) {
            let connectionString = try trial.freshConnectionString()
            var stores: [TrialStore] = []
            for _ in 1...8 { stores.append(try await trial.makeStore(connectionString)) }
            try await trial.concurrently(stores.count) { [stores] task in
                for number in 1...20 { try await stores[task - 1].add(longTrace(task, number)) }
            }
            let traces = (1...8).flatMap { task in (1...20).flatMap { longTrace(task, $0).traces } }
            try await stores[0].expectFilter("m", gives: traces)
        }
        guard trial.canStartProcesses else { return }
        try await trial.scenario("this process and a child process take turns to add the same traces", after: []) {
            let store = try await trial.makeStore()
            let series = BatchSeries(count: 2, size: 2)
            let child = try trial.startProcess(store.connectionString, .addsOnOrder, series)
            child.order()
            // First the child adds what this process adds after it, then the other way around.
            try await trial.orderAdd(0, by: child)
            for number in 0..<series.count { try await store.add(series.batch(number)) }
            try await trial.orderAdd(1, by: child)
            try await trial.untilEnded(child)
            let traces = (0..<series.count).flatMap(series.traces)
            try await store.expectFilter(
                BatchSeries.module,
                gives: trial.subject.collapsesDuplicates ? traces : traces + traces
            )
        }
        try await trial.scenario("this process adds in the middle of an add by a child process", after: []) {
            try await addWhileAdding(in: trial)
        }
        // On a busy machine, one process may finish before the other gets going; then try again.
        var overlap = 0
        for _ in 1...4 where overlap < 20 {
            try await trial.scenario("this process and a child process add at the same time", after: []) {
                overlap += try await addBesideChildProcess(in: trial)
            }
        }
    }

    /// Adds batch after batch while a child process is stopped in the middle of an `add`, at another moment in each,
    /// and expects the traces of both.
    private static func addWhileAdding(in trial: Trial) async throws {
        let store = try await trial.makeStore()
        let series = BatchSeries(count: Trial.maximumStops, size: 2)
        let others = BatchSeries(name: "other", count: series.count, size: series.size)
        let child = try trial.startProcess(store.connectionString, .isStoppedAdding, series)
        var added = (0..<series.count).flatMap(series.traces)
        for number in 0..<series.count {
            let call = Step.Operation.remark("the child process adds batch \(number)")
            try await trial.whileStopped(in: call, by: child, until: .added(number)) {
                guard !trial.wasStoppedOften(child) else { return }
                try await store.add(others.batch(number))
                added += others.traces(number)
            }
        }
        try await trial.untilEnded(child)
        try await store.expectFilter(BatchSeries.module, gives: added)
    }

    /// Adds until a child process has added all of its batches, and expects the traces of both; returns how many batches
    /// this process added between two of the child's.
    ///
    /// This process adds the same batches over and over: those of the child, and others.
    private static func addBesideChildProcess(in trial: Trial) async throws -> Int {
        let store = try await trial.makeStore()
        let series = BatchSeries(count: 40, size: 2)
        let others = BatchSeries(name: "other", count: 20, size: 2)
        let child = try trial.startProcess(store.connectionString, .adds, series)
        try await trial.wait(for: .started, from: child)
        let counts = try await trial.concurrently(2) { task in
            guard task == 1 else {
                try await trial.untilEnded(child)
                return (count: 0, overlap: 0)
            }
            let remark =
                "this process adds 20 batches named other and the child's own, in turn, until the child has ended"
            return try await trial.recorder.summarizing(as: .remark(remark)) {
                var (count, overlap) = (0, 0)
                repeat {
                    let isBetween = !child.state.acknowledged.isEmpty
                    try await store.add(beside(series, others, count))
                    count += 1
                    if isBetween, child.state.acknowledged.count < series.count { overlap += 1 }
                    await Task.yield()
                } while child.state.ending == nil
                return (count, overlap)
            }
        }
        let own = (0..<counts[0].count).flatMap { beside(series, others, $0).traces }
        let all = own + (0..<series.count).flatMap(series.traces)
        try await store.expectFilter(
            BatchSeries.module,
            limit: .max,
            gives: trial.subject.collapsesDuplicates ? Array(Set(all)) : all
        )
        return counts[0].overlap
    }

    /// The batch that this process adds at its turn, beside a child process.
    private static func beside(_ series: BatchSeries, _ others: BatchSeries, _ turn: Int) -> Batch {
        turn.isMultiple(of: 2) ? others.batch(turn / 2 % others.count) : series.batch(turn / 2 % series.count)
    }

    private static let concurrentTraces = (1...8).flatMap { task in
        (1...20).flatMap { batch in concurrentBatch(task, batch).traces }
    }

    private static func concurrentBatch(_ task: Int, _ batch: Int) -> Batch {
        Batch((1...2).map { CallTrace(module: "m", qualname: "task\(task).batch\(batch).f\($0)") })
    }

    private static func longTrace(_ task: Int, _ number: Int) -> Batch {
        let type = TypeReference(module: "t", qualname: String(repeating: "T", count: 1 << 15))
        return [CallTrace(module: "m", qualname: "task\(task).f\(number)", returnType: type)]
    }
}
