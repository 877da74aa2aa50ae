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
            try await store.expectDefaultLimit()
            try await store.expectDefaultLimit(prefix: "f1")
        }
        guard trial.subject.collapsesDuplicates else { return }
        try await trial.scenarioAtSize("2,500 traces, and more than 2,000 newer duplicates of some") {
            let store = try await trial.makeStore()
            let batch = Batch.numbered(0..<2_500)
            try await store.add(inBatches: batch)
            for _ in 1...3 { try await store.add(inBatches: .numbered(1_500..<2_500)) }
            try await store.expectDefaultLimit()
        }
    }
}

extension TrialStore {
    /// Expects a query without a limit to return what it does with a limit of 2,000, whatever that is.
    fileprivate func expectDefaultLimit(prefix: String? = nil) async throws {
        let found = try await filter("m", prefix: prefix).decoded()
        let limited = try await filter("m", prefix: prefix, limit: 2_000).decoded()
        trial.expect(found, same: limited, because: "as with a limit of 2,000")
    }
}
