import CallTraces

extension Clause {
    /// ADD-4: every trace of a batch is stored, small or large.
    public static let add4 = Clause(
        .add,
        4,
        .must,
        "every trace of a batch is stored",
        text: "Every trace of a batch is stored, for batches of 1, 2, 999, 1,000, 1,001 and 10,000.",
        hint: "how a batch is split up: is the last, incomplete chunk written, and how much does one statement take?"
    ) { trial in
        for count in [1, 2, 999, 1_000, 1_001, 10_000] {
            try await trial.scenario("a batch of \(SwiftText.grouped(count))") {
                let store = try await trial.makeStore()
                let batch = Batch.numbered(0..<count)
                try await store.add(batch)
                try await store.expectFilter("m", limit: count + 1, gives: batch.traces)
            }
        }
    }
}
