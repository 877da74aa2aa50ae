import CallTraces
import Synchronization

extension Clause {
    /// ADD-8: once `add` returns, the traces are visible.
    public static let add8 = Clause(
        .add,
        8,
        .must,
        "added traces are visible at once",
        text: """
            Once `add` returns, the traces are visible to `filter` and `listModules` on this store and, if persistent, on \
            every other store with the same connection string, as if that store had added them.
            """,
        hint: """
            buffers, background writes, and lists of modules or traces cached from an earlier read; another process's adds \
            must empty a cache, too; and replicas that answer before they have applied what another node has stored.
            """,
        variesByRun: true,
        deviationExcludes: .everything
    ) { trial in
        try await trial.scenario("each of three adds, read on the store that added") {
            let store = try await trial.makeStore()
            try await readEachOfThreeAdds(to: store, on: store)
        }
        try await trial.scenario("520 adds of one trace, and all of them in the end", after: []) {
            let store = try await trial.makeStore()
            await store.use([.add], of: "m", times: 520)
            try await store.expectFilter("m", gives: (1...520).map { CallTrace(module: "m", qualname: "f\($0)") })
        }
        try await trial.scenario("an add to a store that was read 30 times before it had a trace", after: []) {
            let store = try await trial.makeStore()
            let isShared = trial.subject.isPersistent
            let other = isShared ? try await trial.makeStore(store.connectionString) : store
            for reader in isShared ? [store, other] : [store] {
                await reader.use([.filter, .listModules], of: "m1", times: 30)
            }
            try await readEachOfThreeAdds(to: store, on: other)
            try await store.expectModules(["m1", "m2", "m3"])
        }
        try await trial.scenario("each of 40 adds, read at once and again, while others read", after: [.add, .filter]) {
            let store = try await trial.makeStore()
            try await addWhileOthersRead(to: store)
        }
        guard trial.subject.isPersistent else { return }
        for isOlder in [true, false] {
            let title =
                "each of three adds, read on a store that was opened \(isOlder ? "before" : "after") the one that added"
            try await trial.scenario(title) {
                let connectionString = try trial.freshConnectionString()
                let older = try await trial.makeStore(connectionString)
                let newer = try await trial.makeStore(connectionString)
                try await readEachOfThreeAdds(to: isOlder ? newer : older, on: isOlder ? older : newer)
            }
        }
        guard trial.canStartProcesses else { return }
        try await trial.scenario("each of two adds by a child process, read on a store that has read before", after: [])
        {
            let store = try await trial.makeStore()
            let series = BatchSeries(count: 2, size: 2, addsModules: true)
            let child = try trial.startProcess(store.connectionString, .addsOnOrder, series)
            child.order()
            try await trial.wait(for: .opened, from: child)
            var added: [Batch] = []
            for number in 0..<series.count {
                // This process and the child take turns.
                added.append([CallTrace(module: BatchSeries.module, qualname: "turn\(number)")])
                try await store.add(added[added.count - 1])
                for module in series.moduleNames(number) { try await store.expectFilter(module, gives: []) }
                _ = try await store.listModules()
                _ = try await store.filter(BatchSeries.module)

                try await trial.orderAdd(number, by: child)
                added.append(series.batch(number))
                let traces = added.flatMap(\.traces)
                for (module, traces) in traces.byModule { try await store.expectFilter(module, gives: traces) }
                try await store.expectModules(traces.byModule.map(\.module))
            }
            try await trial.untilEnded(child)
            try await expectOrder(of: added, in: store)
        }
    }

    /// Adds a trace of a new module three times, and expects a reader to see each of them.
    private static func readEachOfThreeAdds(to writer: TrialStore, on reader: TrialStore) async throws {
        for number in 1...3 {
            try await writer.add([CallTrace(module: "m\(number)", qualname: "f")])
            try await reader.expectFilter("m\(number)", gives: [CallTrace(module: "m\(number)", qualname: "f")])
            try await reader.expectModules((1...number).map { "m\($0)" })
        }
    }

    /// Adds traces one at a time, and expects each as soon as it is added and a little later, while other tasks read what an
    /// answer of before the add could replace.
    private static func addWhileOthersRead(to store: TrialStore) async throws {
        let trial = store.trial
        let isAdding = Mutex(true)
        try await trial.concurrently(3) { task in
            guard task == 1 else {
                try await trial.recorder.summarizing(as: .remark("queries and lists, over and over")) {
                    while isAdding.withLock(\.self) {
                        _ = try await store.filter("m")
                        _ = try await store.listModules()
                        for _ in 0..<task { await Task.yield() }
                    }
                }
                return
            }
            defer { isAdding.withLock { $0 = false } }
            var traces: [CallTrace] = []
            for number in 0..<40 where trial.findings.violations.isEmpty {
                let new = [
                    CallTrace(module: "m", qualname: "f\(number)"), CallTrace(module: "n\(number)", qualname: "f"),
                ]
                try await store.add(Batch(new))
                traces.append(new[0])
                for pause in [0, number] {
                    for _ in 0..<pause { await Task.yield() }
                    try await store.expectFilter("m", gives: traces)
                    try await store.expectModules(["m"] + (0...number).map { "n\($0)" })
                }
            }
        }
    }

    /// Expects the order in which one store returns the batches if it adds all of them, whatever that is.
    private static func expectOrder(of batches: [Batch], in store: TrialStore) async throws {
        let found = try await store.filter(BatchSeries.module).decoded().map { $0.seen(by: .functions) }
        let alone = try await store.trial.makeStore()
        for batch in batches { try await alone.add(batch) }
        let expected = try await alone.filter(BatchSeries.module).decoded().map { $0.seen(by: .functions) }
        store.trial.expect(found, same: expected, because: "the order of the adds, as in a store that made them all")
    }
}
