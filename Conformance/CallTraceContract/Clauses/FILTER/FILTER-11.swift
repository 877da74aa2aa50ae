import CallTraces

extension Clause {
    /// FILTER-11: reading changes nothing.
    public static let filter11 = Clause(
        .filter,
        11,
        .must,
        "reading changes nothing",
        text: """
            Reading changes nothing: the same call twice, with no `add` between, gives the same list in the same order.
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
    }
}
