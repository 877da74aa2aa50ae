import CallTraces

extension Clause {
    /// FILTER-7: `limit: 0` is empty; a limit above the count returns all.
    public static let filter7 = Clause(
        .filter,
        7,
        .must,
        "limits of 0 and above the count",
        text: "`limit: 0` is empty; a limit above the count, `Int.max` included, returns all.",
        hint: "arithmetic on the limit, which overflows at Int.max, and a 0 that is treated as 'no limit'.",
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
    }
}
