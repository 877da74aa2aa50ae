import CallTraces

extension Clause {
    /// ADD-5: the traces are taken from the sequence exactly once.
    public static let add5 = Clause(
        .add,
        5,
        .must,
        "the sequence is walked exactly once",
        text: "The traces are taken from the sequence exactly once (a single-pass sequence works).",
        hint: "whether add iterates over its argument to count, group or log it before storing it; make an array first."
    ) { trial in
        for count in [1, 3, 500] {
            let traces = SwiftText.count(count, "trace")
            try await trial.scenario("a single-pass sequence of \(traces), after a batch of other traces") {
                let store = try await trial.makeStore()
                let older = Batch.numbered(0..<2, module: "older")
                try await store.add(older)
                let batch = Batch.numbered(0..<count)
                let sequence = SinglePassTraces(batch.traces)
                try await store.add(sequence, shownAs: batch.inSinglePass)
                trial.expect(
                    sequence.walks == 1 && sequence.remaining == 0,
                    expected: "the sequence is walked once, to its end",
                    got: "it was walked \(sequence.walks) times, and \(sequence.remaining) traces were never taken"
                )
                try await store.expectFilter("m", limit: count + 1, gives: batch.traces)
                try await store.expectFilter("older", gives: older.traces)
            }
        }
    }
}
