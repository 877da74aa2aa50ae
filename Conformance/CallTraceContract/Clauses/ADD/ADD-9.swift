import CallTraces

extension Clause {
    /// ADD-9: concurrent adds lose nothing and duplicate nothing.
    public static let add9 = Clause(
        .add,
        9,
        .must,
        "concurrent adds lose and duplicate nothing",
        text: "Concurrent `add`s lose nothing and duplicate nothing.",
        hint: "reading, changing and writing back without a lock or transaction around all three."
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
        guard trial.hasOtherProcess else { return }
        try await trial.scenario("this process and another add at once") {
            let store = try await trial.makeStore()
            let writer = try trial.startWriter(store.connectionString, batches: 40, of: 2)
            try await trial.untilOpened(writer)
            try await trial.concurrently(2) { task in
                guard task == 1 else { return try await trial.untilEnded(writer) }
                for batch in 1...40 { try await store.add(concurrentBatch(1, batch)) }
            }
            let added = (1...40).flatMap { concurrentBatch(1, $0).traces } + (0..<40).flatMap(writer.order.batch)
            try await store.expectFilter("m", gives: added)
        }
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
