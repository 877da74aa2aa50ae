import CallTraces

extension Clause {
    /// FILTER-7: `limit: 0` is empty; a limit above the count returns all.
    public static let filter7 = Clause(
        .filter,
        7,
        .must,
        "limits of 0 and above the count",
        text: """
            `limit: 0` is empty; a limit above the count, `Int.max` included, returns all, up to at least 20,000 traces of a \
            module.
            """,
        hint:
            "caps and pages of your own, arithmetic on the limit, which overflows at Int.max, and a 0 taken for 'no limit'.",
        deviationExcludes: .limits
    ) { trial in
        try await trial.scenario("three traces") {
            let store = try await trial.makeStore()
            let batch = Batch.numbered(0..<3)
            try await store.add(batch)
            try await store.expectFilter("m", limit: 0, gives: [])
            for limit in [4, 1_000_000, Int(Int32.max), Int(Int32.max) + 1, .max - 1, .max] {
                try await store.expectFilter("m", limit: limit, gives: batch.traces)
            }
        }
        try await trial.scenarioAtSize("20,000 traces") {
            let store = try await trial.makeStore()
            for batch in Batch.rowsInBatches { try await store.add(batch) }
            let rows = Batch.rows
            try await store.expectFilter("m", limit: 0, gives: [])
            for limit in [20_001, 65_536, 65_537, 1 << 32, 1 << 32 + 1, .max] {
                let count = try await store.filter("m", limit: limit).thunks.count
                trial.expect(
                    count == rows.count,
                    expected: SwiftText.count(rows.count, "trace"),
                    got: SwiftText.count(count, "trace")
                )
            }
            let prefixed = try await store.filter("m", prefix: "f1", limit: 20_001).decoded()
            let unlimited = try await store.filter("m", prefix: "f1", limit: .max).decoded()
            trial.expect(unlimited, same: prefixed, because: "as with a limit above the count")
        }
    }
}
