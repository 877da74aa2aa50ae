import CallTraces

extension Clause {
    /// FILTER-3: no prefix and the empty prefix both mean every function.
    public static let filter3 = Clause(
        .filter,
        3,
        .must,
        "no prefix and the empty prefix mean everything",
        text: "No prefix and the empty prefix both mean every function of the module.",
        hint: "how a nil prefix differs from an empty one, and whether the empty string is looked up as a name.",
        deviationExcludes: .prefixes
    ) { trial in
        try await trial.scenario("three functions, queried without a prefix and with an empty one") {
            let store = try await trial.makeStore()
            let traces = ["f", "C.f", "<lambda>"].map { CallTrace(module: "m", qualname: $0) }
            try await store.add(Batch(traces))
            try await store.expectFilter("m", gives: traces)
            try await store.expectFilter("m", prefix: "", gives: traces)
        }
        try await trial.scenario("names that begin with anything, beside another module, with a limit and without") {
            let store = try await trial.makeStore()
            let traces = TextCorpus.texts.map { CallTrace(module: "m", qualname: $0) }
            try await store.add([CallTrace(module: "n", qualname: "f")])
            try await store.add(inBatches: Batch(traces))
            let all = try await store.filter("m").decoded()
            trial.expect(try await store.filter("m", prefix: "").decoded(), same: all, because: "as without a prefix")
            let some = try await store.filter("m", limit: 100).decoded()
            trial.expect(
                try await store.filter("m", prefix: "", limit: 100).decoded(),
                same: some,
                because: "as without a prefix"
            )
        }
    }
}
