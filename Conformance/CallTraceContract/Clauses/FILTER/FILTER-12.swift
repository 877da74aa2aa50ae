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
        try await trial.scenario("thunks of several queries, decoded after many adds and the end of the store") {
            let store = try await trial.makeStore()
            let module = NearTwins.rich.module
            let twins = NearTwins.numbered(NearTwins.kinds).flatMap(\.cases).filter {
                $0.module.hasSameBytes(as: module)
            }
            var results: [(found: FilterResult, again: FilterResult, before: [Decoded])] = []
            for start in stride(from: 0, to: twins.count, by: 60) {
                try await store.add(Batch(Array(twins[start..<min(start + 60, twins.count)])))
                let before = try await store.filter(module).decoded()
                results.append((try await store.filter(module), try await store.filter(module), before))
            }
            try await store.add(.numbered(0..<2_500, module: module))
            _ = try await store.filter(module, limit: 10_000).decoded()
            for (found, _, before) in results {
                trial.expect(decodedLate(found, in: trial), same: before, because: "as when they were returned")
            }
            store.release()
            for (_, again, before) in results.reversed() {
                trial.expect(decodedLate(again, in: trial), same: before, because: "as when they were returned")
            }
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
