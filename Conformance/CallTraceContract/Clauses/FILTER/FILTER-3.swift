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
    }
}
