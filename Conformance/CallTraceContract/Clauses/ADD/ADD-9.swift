import CallTraces

extension Clause {
    /// ADD-9: concurrent adds lose nothing and duplicate nothing.
    public static let add9 = Clause(
        .add,
        9,
        .must,
        "concurrent adds lose and duplicate nothing",
        text: "Concurrent `add`s lose nothing and duplicate nothing.",
        hint: "a read, a change and a write without one lock or transaction around all three.",
        variesByRun: true,
        deviationExcludes: .concurrency
    ) { trial in
        try await trial.scenario("8 tasks add 20 batches each to one store") {
            let store = try await trial.makeStore()
            try await addConcurrently(in: trial, to: Array(repeating: store, count: 8))
            try await store.expectFilter("m", gives: concurrentTraces)
        }
        try await trial.scenario("8 tasks add one trace to one store") {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "m", qualname: "f")
            try await trial.concurrently(8) { _ in try await store.add([trace]) }
            let count = trial.subject.collapsesDuplicates ? 1 : 8
            try await store.expectFilter("m", gives: Array(repeating: trace, count: count))
        }
        guard trial.subject.isPersistent else { return }
        try await trial.scenario("8 tasks add 20 batches each, every task to its own store of one connection string") {
            let connectionString = try trial.freshConnectionString()
            var stores: [TrialStore] = []
            for _ in 1...8 { stores.append(try await trial.makeStore(connectionString)) }
            try await addConcurrently(in: trial, to: stores)
            try await stores[0].expectFilter("m", gives: concurrentTraces)
        }
        guard trial.canStartProcesses else { return }
        // On a busy machine, one process may finish before the other gets going; then try again.
        var overlap = 0
        for _ in 1...20 where overlap < 20 {
            try await trial.scenario("this process and a child process add at the same time") {
                overlap += try await addBesideChildProcess(in: trial)
            }
        }
    }

    /// Adds batches until a child process has added all of its own, and expects the traces of both; returns how many
    /// batches this process added between two of the child's.
    private static func addBesideChildProcess(in trial: Trial) async throws -> Int {
        let store = try await trial.makeStore()
        let child = try trial.startProcess(store.connectionString, batches: 40, of: 2)
        try await trial.untilStarted(child)
        let counts = try await trial.concurrently(2) { task in
            guard task == 1 else {
                try await trial.untilEnded(child)
                return (count: 0, overlap: 0)
            }
            // Adds the same few batches over and over, for as long as it takes the child to add each of its own once.
            let few = Batch(
                [],
                swift: "(1...20).flatMap { batch in"
                    + " (1...2).map { CallTrace(module: \"m\", qualname: \"task1.batch\\(batch).f\\($0)\") } }"
            )
            return try await trial.recorder.summarizing(as: .add(store: store.number, batch: few)) {
                var (count, overlap) = (0, 0)
                repeat {
                    let isBetween = child.state.acknowledged > 0
                    try await store.add(concurrentBatch(1, count % 20 + 1))
                    count += 1
                    if isBetween, child.state.acknowledged < child.instructions.batches { overlap += 1 }
                    await Task.yield()
                } while child.state.ending == nil
                return (count, overlap)
            }
        }
        let batches = trial.subject.collapsesDuplicates ? min(counts[0].count, 20) : counts[0].count
        let added = (0..<batches).flatMap { concurrentBatch(1, $0 % 20 + 1).traces }
        try await store.expectFilter("m", limit: .max, gives: added + (0..<40).flatMap(child.instructions.batch))
        return counts[0].overlap
    }

    private static let concurrentTraces = (1...8).flatMap { task in
        (1...20).flatMap { batch in concurrentBatch(task, batch).traces }
    }

    private static func concurrentBatch(_ task: Int, _ batch: Int) -> Batch {
        Batch((1...2).map { CallTrace(module: "m", qualname: "task\(task).batch\(batch).f\($0)") })
    }

    private static func addConcurrently(in trial: Trial, to stores: [TrialStore]) async throws {
        try await trial.concurrently(stores.count) { task in
            for batch in 1...20 { try await stores[task - 1].add(concurrentBatch(task, batch)) }
        }
    }
}
