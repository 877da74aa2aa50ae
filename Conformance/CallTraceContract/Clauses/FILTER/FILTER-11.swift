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
            whatever was read before, a query returns what it would return had nothing been read, after an `add`, too.
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
        try await trial.scenario("queries that share parts, asked one after another, in both orders") {
            let store = try await trial.makeStore()
            let traces = ["C.f", "C.g", "c.f", "C", "D.f", "f1", "f11", "f"].flatMap { qualname in
                ["m", "m.C", "M", "m.D", "mC"].map { CallTrace(module: $0, qualname: qualname) }
            }
            try await store.add(Batch(traces))
            for query in Self.related + Self.related.reversed() { try await store.expect(query, gives: traces) }
        }
        try await trial.scenario("a query asked 520 times", after: []) {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "m", qualname: "f")
            try await store.add([trace])
            await store.use([.filter], of: "m", times: 520)
            try await store.expectFilter("m", gives: [trace])
            try await store.expectModules(["m"])
        }
        for first in [1, 2] {
            // What one store answers from, the adds of another must empty, too.
            let title = "queries and lists before and after each of several adds, the first of \(first)"
            try await trial.scenario(title) {
                let older = try await trial.makeStore()
                guard trial.subject.isPersistent else {
                    return try await askBetweenAdds(to: older, readingFrom: [older], first: first)
                }
                let store = try await trial.makeStore(older.connectionString)
                let newer = try await trial.makeStore(older.connectionString)
                try await askBetweenAdds(to: store, readingFrom: [store, older, newer], first: first)
            }
        }
    }

    private typealias Query = (module: String, prefix: String?, limit: Int?)

    /// Queries that share a module, a prefix, a limit, or a text once the parts are joined.
    private static let related: [Query] =
        [
            ("m", nil, nil), ("m", "", nil), ("m", "C", nil), ("m", "C.", nil), ("m", "c.", nil), ("m", "D", nil),
            ("m.C", nil, nil), ("m.C", "f", nil), ("M", nil, nil), ("M", "C", nil), ("mC", nil, nil), ("m", "f", 12),
            ("m", "f1", 2), ("m", "f11", nil), ("m", "f1", 1), ("m", "f", 1), ("m", nil, 1), ("m", nil, 2),
            ("m", nil, 0), ("m", "C", 0), ("m", "C", 1), ("m.D", nil, 2), ("m.D", "f", nil), ("n", nil, nil),
        ]

    /// Asks queries that share a module, a prefix, or a limit before each add and after it, and lists the modules.
    ///
    /// Each add differs from the next in the number of its traces, and in whether it is of known modules.
    private static func askBetweenAdds(
        to store: TrialStore,
        readingFrom readers: [TrialStore],
        first: Int
    ) async throws {
        let queries: [Query] = [
            ("m", nil, nil), ("m", "f", nil), ("m", "g", nil), ("m", "f", 2), ("m", nil, 1), ("m", nil, 5),
            ("n", nil, nil),
            ("o", nil, nil),
        ]
        let batches: [[(module: String, qualname: String)]] = [
            first == 1 ? [("m", "f0")] : [("n", "f0"), ("m", "f0")],
            [("m", "f1"), ("m", "g1")], [("m", "g2")], [("n", "f1")], [("n", "g1"), ("m", "f2"), ("o", "f")],
            [("p", "f"), ("m", "f3")], [("q", "f")], [("m", "g1")], [("r", "f"), ("s", "f")],
        ]
        // Reading a store without traces is for MAKE-1 to judge.
        for reader in readers {
            for query in queries {
                _ = try? await reader.filter(query.module, prefix: query.prefix, limit: query.limit)
            }
            _ = try? await reader.listModules()
        }
        var traces: [CallTrace] = []
        for batch in batches.map({ $0.map { CallTrace(module: $0, qualname: $1) } }) {
            try await store.add(Batch(batch))
            if store.trial.subject.collapsesDuplicates { traces.removeAll(where: batch.contains) }
            traces += batch
            for reader in readers {
                for query in queries { try await reader.expect(query, gives: traces) }
                try await reader.expectModules(traces.byModule.map(\.module))
            }
        }
    }
}

extension TrialStore {
    /// Expects the newest of the traces that match a query.
    fileprivate func expect(_ query: (module: String, prefix: String?, limit: Int?), gives traces: [CallTrace])
        async throws
    {
        let matching = traces.filter {
            $0.module.hasSameBytes(as: query.module) && $0.qualname.hasBytePrefix(query.prefix ?? "")
        }
        try await expectFilter(
            query.module,
            prefix: query.prefix,
            limit: query.limit,
            gives: matching.suffix(query.limit ?? 2_000)
        )
    }
}
