import CallTraces

extension Clause {
    /// MAKE-1: a fresh connection string gives an empty, usable store.
    public static let make1 = Clause(
        .make,
        1,
        .must,
        "a fresh store is empty and usable",
        text: """
            A fresh connection string gives an empty, usable store: `listModules()` and any `filter` are empty, `add` works.
            """,
        hint: "what makeStore does when nothing exists yet: does it create the table, folder or key before any query?",
        deviationExcludes: .emptyStores
    ) { trial in
        try await trial.scenario("a store of a fresh connection string", after: []) {
            try await expectEmptyAndUsable(trial.makeStore())
        }
        try await trial.scenario("a store that was only read", after: [.filter, .listModules]) {
            try await expectEmptyAndUsable(trial.makeStore())
        }
    }

    private static func expectEmptyAndUsable(_ store: TrialStore) async throws {
        try await store.expectModules([])
        try await store.expectFilter("m", gives: [])
        try await store.expectFilter("m", prefix: "f", limit: 1, gives: [])
        try await store.expectFilter("m", limit: 10_000, gives: [])
        try await store.expectFilter("m", prefix: "", limit: 0, gives: [])
        let trace = CallTrace(module: "m", qualname: "f")
        try await store.add([trace])
        try await store.expectFilter("m", gives: [trace])
    }
}
