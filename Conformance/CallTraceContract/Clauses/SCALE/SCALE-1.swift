import CallTraces

extension Clause {
    /// SCALE-1: `filter` does not slow down with the traces of other modules.
    public static let scale1 = Clause(
        .scale,
        1,
        .should,
        "filter does not slow with other modules",
        text: "`filter` with a small limit does not slow down with the traces of other modules.",
        hint: "whether there is an index on the module; a query should not scan the traces of other modules.",
        since: .version1_1,
        isOptIn: true
    ) { trial in
        try await trial.scenario("100 traces alone, and beside 20,000 of 200 other modules", after: []) {
            let (alone, crowded) = (try await trial.makeStore(), try await trial.makeStore())
            try await crowded.add(.numbered(0..<100, modules: 0..<200))
            for store in [alone, crowded] { try await store.add(.numbered(0..<100)) }
            try await trial.expectNoSlower("filter with limit 10", small: alone, large: crowded) { store in
                _ = try await store.filter("m", limit: 10)
            }
        }
    }
}
