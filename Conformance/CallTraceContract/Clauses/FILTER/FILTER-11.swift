import CallTraces

extension Clause {
    /// FILTER-11: reading changes nothing.
    public static let filter11 = Clause(
        .filter,
        11,
        .must,
        "reading changes nothing",
        text: """
            Reading changes nothing: the same call twice, with no `add` between, gives the same list in the same order; and \
            after an `add`, a query returns what it would return had nothing been read before.
            """,
        hint: "caches filled by one query and read by another, results consumed on reading, and undefined sort orders.",
        deviationExcludes: .everything
    ) { trial in
        try await trial.scenario("a query repeated between other reads") {
            let store = try await trial.makeStore()
            try await store.add(.numbered(0..<20))
            try await store.add([CallTrace(module: "n", qualname: "f")])
            let whole = try await store.filter("m").decoded()
            let some = try await store.filter("m", prefix: "f1", limit: 11).decoded()
            for _ in 1...3 {
                _ = try await store.listModules()
                _ = try await store.filter("n").decoded()
                _ = try await store.filter("m", limit: 0)
                trial.expect(try await store.filter("m").decoded(), same: whole, because: "as the first time")
                trial.expect(
                    try await store.filter("m", prefix: "f1", limit: 11).decoded(),
                    same: some,
                    because: "as the first time"
                )
            }
        }
        try await trial.scenarioAtSize("queries asked before and after each of several adds") {
            let store = try await trial.makeStore()
            try await askBetweenAdds(to: store, readingFrom: [store], in: trial)
        }
        guard trial.subject.isPersistent else { return }
        try await trial.scenarioAtSize(
            "queries asked before and after each of several adds, on two stores of a connection string"
        ) {
            let store = try await trial.makeStore()
            let other = try await trial.makeStore(store.connectionString)
            try await askBetweenAdds(to: store, readingFrom: [store, other], in: trial)
        }
    }

    /// Asks queries that share a module, a prefix, or a limit before each add and after it.
    private static func askBetweenAdds(
        to store: TrialStore,
        readingFrom readers: [TrialStore],
        in trial: Trial
    ) async throws {
        let queries: [(module: String, prefix: String?, limit: Int?)] = [
            ("m", nil, nil), ("m", "f", nil), ("m", "g", nil), ("m", "f", 2), ("m", nil, 2), ("m", nil, 5),
            ("n", nil, nil),
        ]
        // Reading a store without traces is for MAKE-1 to judge.
        var traces = [CallTrace(module: "m", qualname: "f0"), CallTrace(module: "n", qualname: "f0")]
        try await store.add(Batch(traces))
        for round in 0..<5 {
            if round > 0 {
                // Each add is of one module, of one function, or of both; the last adds a trace again.
                let batches: [[(String, String)]] = [
                    [("m", "f1"), ("m", "g1")], [("n", "f1")], [("m", "f2"), ("n", "g2"), ("m", "f3")], [("m", "g1")],
                ]
                let batch = batches[round - 1].map { CallTrace(module: $0.0, qualname: $0.1) }
                try await store.add(Batch(batch))
                if trial.subject.collapsesDuplicates { traces.removeAll(where: batch.contains) }
                traces += batch
            }
            for reader in readers {
                for query in queries {
                    let matching = traces.filter {
                        $0.module == query.module && $0.qualname.hasBytePrefix(query.prefix ?? "")
                    }
                    try await reader.expectFilter(
                        query.module,
                        prefix: query.prefix,
                        limit: query.limit,
                        gives: matching.suffix(query.limit ?? 2_000)
                    )
                }
            }
        }
    }
}
