import CallTraces

extension Clause {
    /// LIST-1: every module with a stored trace, once each, and no other.
    public static let list1 = Clause(
        .list,
        1,
        .must,
        "every module once, and no other",
        text: "Every module with a stored trace, once each, and no other.",
        hint: "whether you list one module per trace, or modules that were only queried.",
        deviationExcludes: .listing
    ) { trial in
        try await trial.scenario("modules of several batches, and one that was only queried") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "a", qualname: "f"), CallTrace(module: "a", qualname: "g")])
            try await store.add([
                CallTrace(module: "a.b", qualname: "f"),
                CallTrace(module: "a", qualname: "f"),
                CallTrace(module: "ab", qualname: "f"),
            ])
            do {
                _ = try await store.filter("only.queried")
            } catch is StoreError {
                // FILTER-10 judges that.
            }
            try await store.add([CallTrace(module: "a.b", qualname: "f")])
            try await store.expectModules(["a", "a.b", "ab"], once: true)
        }
        try await trial.scenario("the modules of recorded calls") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.sample()
            try await store.add(Batch(traces))
            try await store.expectModules(traces.byModule.map(\.module), once: true)
        }
    }
}
