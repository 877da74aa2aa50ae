import CallTraces

extension Clause {
    /// THUNK-1: a stored record that cannot be decoded hides no other trace.
    public static let thunk1 = Clause(
        .thunk,
        1,
        .must,
        "a bad record hides no other",
        text: """
            A stored record that cannot be decoded does not make `filter` throw and hides no other trace. (The author \
            supplies how to damage one stored record; a store without that declares so and runs the weaker form.)
            """,
        hint: "whether filter decodes records; leave that to the thunk.",
        alternatives: [
            .weaker(.noDamage, "Traces that are hard to decode do not make `filter` throw and hide no other trace.") {
                trial in
                try await trial.scenario("traces that are hard to decode, between two plain ones") {
                    let store = try await trial.makeStore()
                    let traces = DamageWorkload.hardToDecode
                    try await store.add(Batch(traces))
                    let count = try await store.filter("m").thunks.count
                    trial.expect(count == traces.count, expected: "\(traces.count) thunks", got: "\(count) thunks")
                }
            }
        ]
    ) { trial in
        try await trial.scenario("the middle one of three records damaged") {
            let store = try await trial.makeStore()
            try await store.add(Batch(DamageWorkload.traces))
            let damaged = try await trial.damage(DamageWorkload.damaged, in: store)
            trial.expect(try await damaged.filter("m").decoded(), contain: DamageWorkload.intact)
            try await damaged.add([DamageWorkload.newer])
            let found = try await damaged.filter("m").decoded()
            trial.expect(
                found.contains(.trace(DamageWorkload.newer)),
                expected: "among the result: " + Trial.listing([.trace(DamageWorkload.newer)]),
                got: Trial.listing(found)
            )
        }
        try await trial.scenario("several of many records damaged, decoded in any order") {
            let damaged = try await trial.damagedAmongMany()
            let intact = DamageWorkload.many.indices.filter { !DamageWorkload.damagedAmongMany.contains($0) }
                .map { DamageWorkload.many[$0] }
            for order in Trial.DecodingOrder.allCases {
                trial.expect(try await damaged.filter("m").decoded(in: order), contain: intact)
            }
        }
    }
}
