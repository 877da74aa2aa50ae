import CallTraces

extension Clause {
    /// FILTER-12: the returned thunks are a snapshot.
    public static let filter12 = Clause(
        .filter,
        12,
        .must,
        "the thunks are a snapshot",
        text: """
            The returned thunks are a snapshot: later `add`s do not change them, and they still decode after the store is \
            gone.
            """,
        hint: "thunks that keep an index, a cursor or a reference to the store instead of the stored data.",
        deviationExcludes: .laterDecoding
    ) { trial in
        let traces = [CallTrace(module: "m", qualname: "f", returnType: .int), CallTrace(module: "m", qualname: "g")]
        try await trial.scenario("thunks decoded after later adds") {
            let store = try await trial.makeStore()
            try await store.add(Batch(traces))
            let before = try await store.filter("m").decoded()
            let found = try await store.filter("m")
            try await store.add([traces[0], CallTrace(module: "m", qualname: "h")])
            try await store.add(.numbered(0..<100))
            trial.expect(decodedLate(found, in: trial), same: before, because: "as when they were returned")
        }
        try await trial.scenario("thunks decoded after the store is gone") {
            let store = try await trial.makeStore()
            try await store.add(Batch(traces))
            let before = try await store.filter("m").decoded()
            let found = try await store.filter("m")
            store.release()
            trial.expect(decodedLate(found, in: trial), same: before, because: "as when they were returned")
        }
    }

    private static func decodedLate(_ found: FilterResult, in trial: Trial) -> [Decoded] {
        trial.recorder.record(.decode(result: found.number))
        return found.decoded()
    }
}
