import CallTraces

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
            must empty a cache, too.
            """,
        variesByRun: true,
        deviationExcludes: .everything
    ) { trial in
        try await trial.scenario("each of three adds, read on the store that added") {
            let store = try await trial.makeStore()
            for number in 1...3 {
                try await store.add([CallTrace(module: "m\(number)", qualname: "f")])
                try await store.expectFilter("m\(number)", gives: [CallTrace(module: "m\(number)", qualname: "f")])
                try await store.expectModules((1...number).map { "m\($0)" })
            }
        }
        guard trial.subject.isPersistent else { return }
        try await trial.scenario("each of three adds, read on another store of the connection string") {
            let connectionString = try trial.freshConnectionString()
            let writer = try await trial.makeStore(connectionString)
            let reader = try await trial.makeStore(connectionString)
            for number in 1...3 {
                try await writer.add([CallTrace(module: "m\(number)", qualname: "f")])
                try await reader.expectFilter("m\(number)", gives: [CallTrace(module: "m\(number)", qualname: "f")])
                try await reader.expectModules((1...number).map { "m\($0)" })
            }
        }
        guard trial.canStartProcesses else { return }
        try await trial.scenario("each of two adds by a child process, read on a store that has read before", after: []) {
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

    /// Expects the order in which one store returns the batches if it adds all of them, whatever that is.
    private static func expectOrder(of batches: [Batch], in store: TrialStore) async throws {
        let found = try await store.filter(BatchSeries.module).decoded().map { $0.seen(by: .functions) }
        let alone = try await store.trial.makeStore()
        for batch in batches { try await alone.add(batch) }
        let expected = try await alone.filter(BatchSeries.module).decoded().map { $0.seen(by: .functions) }
        store.trial.expect(found, same: expected, because: "the order of the adds, as in a store that made them all")
    }
}
