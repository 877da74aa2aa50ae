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
            let batches = TaskBatches(tasks: 8, count: 20, size: 2)
            try await trial.addInTasks(batches, to: [store])
            try await store.expectFilter(TaskBatches.module, gives: batches.traces)
        }
        try await trial.scenario("8 tasks add one trace to one store", after: []) {
            let store = try await trial.makeStore()
            let batches = TaskBatches(tasks: 8, count: 1, size: 1, areShared: true)
            try await trial.addInTasks(batches, to: [store])
            let expected = trial.subject.collapsesDuplicates ? Array(batches.traces.prefix(1)) : batches.traces
            try await store.expectFilter(TaskBatches.module, gives: expected)
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
            let type = TypeReference(module: "t", qualname: String(repeating: "T", count: 1 << 15))
            let batches = TaskBatches(tasks: stores.count, count: 20, size: 1, returnType: type)
            try await trial.addInTasks(batches, to: stores)
            try await stores[0].expectFilter(TaskBatches.module, gives: batches.traces)
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
        let remark =
            "it is stopped in the middle of each add, until this process has added a batch named other beside it"
        try await trial.recorder.summarizing(as: .remark(remark)) {
            for number in 0..<series.count {
                let call = Step.Operation.remark("the child process adds batch \(number)")
                try await trial.whileStopped(in: call, by: child, until: .added(number)) {
                    guard !trial.wasStoppedOften(child) else { return }
                    try await store.add(others.batch(number))
                    added += others.traces(number)
                }
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
}
