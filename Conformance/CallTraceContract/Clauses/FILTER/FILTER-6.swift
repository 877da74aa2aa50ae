import CallTraces

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
        try await trial.scenarioAtSize("20,000 traces, queried without a limit, with a prefix and without") {
            let store = try await trial.makeStore()
            for batch in Batch.rowsInBatches { try await store.add(batch) }
            let rows = Batch.rows
            try await store.expectFilter("m", gives: rows.suffix(2_000))
            let prefixed = rows.filter { $0.qualname.hasPrefix("f1") }
            try await store.expectFilter("m", prefix: "f1", gives: prefixed.suffix(2_000))
        }
        guard trial.subject.collapsesDuplicates else { return }
        try await trial.scenarioAtSize("2,500 traces, and more than 2,000 newer duplicates of some") {
            let store = try await trial.makeStore()
            let batch = Batch.numbered(0..<2_500)
            try await store.add(inBatches: batch)
            for _ in 1...3 { try await store.add(inBatches: .numbered(1_500..<2_500)) }
            try await store.expectFilter("m", gives: batch.traces.suffix(2_000))
        }
    }
}
