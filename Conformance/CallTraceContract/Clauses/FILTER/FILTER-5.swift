import CallTraces

extension Clause {
    /// FILTER-5: `limit` keeps the newest of the traces that match.
    public static let filter5 = Clause(
        .filter,
        5,
        .must,
        "the limit keeps the newest that match",
        text: """
            `limit` keeps the newest `limit` of the traces that match module and prefix: it applies after both, and after \
            duplicates collapse.
            """,
        hint: "the order of the steps: module, prefix, duplicates, newest first, and the limit last.",
        deviationExcludes: .limits
    ) { trial in
        let (wanted, other) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
        try await trial.scenario("the newest two of five") {
            let store = try await trial.makeStore()
            let traces = ["b", "d", "a", "e", "c"].map { CallTrace(module: "m", qualname: $0) }
            for trace in traces { try await store.add([trace]) }
            try await store.expectFilter("m", limit: 2, gives: traces.suffix(2))
        }
        try await trial.scenario("newer traces of another module") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            try await store.add([CallTrace(module: "n", qualname: "f"), CallTrace(module: "n", qualname: "g")])
            try await store.expectFilter("m", limit: 1, gives: [wanted])
        }
        try await trial.scenario("newer traces of another function") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            try await store.add([other])
            try await store.expectFilter("m", prefix: "f", limit: 1, gives: [wanted])
        }
        try await trial.scenario("recorded calls, the newest third of each module") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.oneOfEachFunction().inModulesFarApart
            try await store.add(Batch(traces))
            for (module, traces) in traces.byModule {
                let limit = (traces.count + 2) / 3
                try await store.expectFilter(module, limit: limit, gives: traces.suffix(limit))
            }
        }
        // FILTER-6 is about 2,000.
        let limits = UsualSizes.upTo(19_999).filter { $0 != 2_000 }
        try await trial.scenarioAtSize("many limits, of 2,500 traces") {
            let store = try await trial.makeStore()
            for batch in Batch.rowsInBatches.prefix(5) { try await store.add(batch) }
            try await expect(limits.filter { $0 < 2_500 }, of: Array(Batch.rows.prefix(2_500)), in: store)
        }
        try await trial.scenarioAtSize("large limits, of 20,000 traces") {
            let store = try await trial.makeStore()
            for batch in Batch.rowsInBatches { try await store.add(batch) }
            let rows = Batch.rows
            try await expect([1] + limits.filter { $0 > 2_500 }, of: rows, in: store)
            let prefixed = rows.filter { $0.qualname.hasPrefix("f19") }
            guard try await store.finds(prefixed, by: "f19") else { return trial.observe() }
            for limit in [1, 257, prefixed.count - 1] {
                try await store.expectFilter("m", prefix: "f19", limit: limit, gives: prefixed.suffix(limit))
            }
        }
        guard trial.subject.collapsesDuplicates else { return }
        try await trial.scenarioAtSize("prefixes, duplicates, and newer traces of other functions and modules") {
            let store = try await trial.makeStore()
            let some = (0..<30).map { CallTrace(module: "m", qualname: "\($0 % 3 == 0 ? "f" : "g")\($0)") }
            try await store.add(Batch(some))
            for round in 0..<20 {
                try await store.add(Batch(Array(some[24...]) + [CallTrace(module: "n", qualname: "f\(round)")]))
            }
            let wanted = some.filter { $0.qualname.hasPrefix("f") }
            guard try await store.finds(wanted, by: "f") else { return trial.observe() }
            for limit in [1, 2, 3, 4, 5, 9, 10, 11] {
                try await store.expectFilter("m", prefix: "f", limit: limit, gives: wanted.suffix(limit))
            }
            for limit in [5, 6, 7, 12] { try await store.expectFilter("m", limit: limit, gives: some.suffix(limit)) }
        }
        try await trial.scenarioAtSize("20,000 newer duplicates of few traces") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            let few = (0..<10).map { CallTrace(module: "m", qualname: "g\($0)") }
            let often = Batch(
                (0..<2_000).flatMap { _ in few },
                swift: "(0..<20_000).map { CallTrace(module: \"m\", qualname: \"g\\($0 % 10)\") }"
            )
            try await store.add(inBatches: often)
            try await store.expectFilter("m", limit: 11, gives: [wanted] + few)
            try await store.expectFilter("m", prefix: "f", limit: 1, gives: [wanted])
        }
        try await trial.scenario("newer duplicates") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            for _ in 1...3 { try await store.add([other]) }
            try await store.expectFilter("m", limit: 2, gives: [wanted, other])
        }
    }
    /// Expects each limit to keep the newest traces.
    private static func expect(_ limits: [Int], of traces: [CallTrace], in store: TrialStore) async throws {
        for limit in limits {
            let found = try await store.filter("m", limit: limit)
            let oldest = found.thunks.last.map { Decoded($0).seen(by: .functions) }
            // The right number, of which the last is the oldest wanted, is right if the order is, for FILTER-4 to judge.
            if found.thunks.count == limit, oldest == .trace(traces[traces.count - limit]) {
                store.trial.observe()
            } else {
                store.trial.expect(found.decoded(), are: traces.suffix(limit))
            }
        }
    }
}

extension TrialStore {
    /// Whether a prefix finds the right traces at all, which is for FILTER-2 to judge.
    fileprivate func finds(_ traces: [CallTrace], by prefix: String) async throws -> Bool {
        Set(try await filter("m", prefix: prefix, limit: 10_000).decoded()) == Set(traces.map(Decoded.trace))
    }
}
