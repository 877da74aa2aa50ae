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
        try await trial.scenario("a single-pass sequence of three traces") {
            let store = try await trial.makeStore()
            let batch = Batch.numbered(0..<3)
            let sequence = SinglePassTraces(batch.traces)
            try await store.add(
                sequence,
                shownAs: Batch(batch.traces, swift: "AnyIterator(\(batch.swift).makeIterator())")
            )
            trial.expect(
                sequence.walks == 1 && sequence.remaining == 0,
                expected: "the sequence is walked once, to its end",
                got: "it was walked \(sequence.walks) times, and \(sequence.remaining) traces were never taken"
            )
            try await store.expectFilter("m", gives: batch.traces)
        }
    }
}
