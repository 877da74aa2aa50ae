extension Clause {
    /// FILTER-6: the default limit is 2,000.
    public static let filter6 = Clause(
        .filter,
        6,
        .must,
        "the default limit is 2,000",
        text: "The default limit is 2,000.",
        hint: "a page size or cap of your own below 2,000, or a limit that is never applied."
    ) { trial in
        try await trial.scenario("2,001 traces, queried without a limit") {
            let store = try await trial.makeStore()
            let batch = Batch.numbered(0..<2_001)
            try await store.add(inBatches: batch)
            let count = try await store.filter("m").thunks.count
            trial.expect(
                count == 2_000,
                expected: "2,000 traces",
                got: "\(SwiftText.grouped(count)) traces"
            )
        }
    }
}
