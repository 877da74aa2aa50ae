import CallTraces

extension Clause {
    /// THUNK-2: the thunk of a bad record throws, keeps its place and counts toward the limit.
    public static let thunk2 = Clause(
        .thunk,
        2,
        .must,
        "a bad record's thunk throws in its place",
        text: """
            Its thunk throws from `toTrace()`; the other thunks decode. It keeps its place in the order and counts toward \
            `limit`.
            """,
        hint: "records that are skipped, or replaced by an empty trace, when they cannot be decoded.",
        alternatives: [
            .weaker(.noDamage, "Traces that are hard to decode each decode, and count toward `limit`.") { trial in
                try await trial.scenario("traces that are hard to decode, one at a time") {
                    let store = try await trial.makeStore()
                    let traces = DamageWorkload.hardToDecode
                    for trace in traces {
                        try await store.add([trace])
                        try await store.expectFilter("m", limit: 1, gives: [trace])
                    }
                    try await store.expectFilter("m", gives: traces)
                }
            }
        ]
    ) { trial in
        try await trial.scenario("the middle one of three records damaged") {
            let store = try await trial.makeStore()
            try await store.add(Batch(DamageWorkload.traces))
            let before = try await store.filter("m").decoded()
            let damaged = try await trial.damage(DamageWorkload.damaged, in: store)
            let after = try await damaged.filter("m").decoded()
            trial.expect(
                before.count == after.count && zip(before, after).allSatisfy(isLawful),
                expected: "as before, with a thunk that throws in place of the damaged record: "
                    + Trial.listing(before),
                got: Trial.listing(after)
            )
        }
        try await trial.scenario("several of many records damaged, with limits and a prefix") {
            let store = try await trial.makeStore()
            try await store.add(Batch(DamageWorkload.many))
            let queries: [(prefix: String?, limit: Int)] = [
                (nil, 100), (nil, 1), (nil, 2), (nil, 7), (nil, 15), ("f1", 100), ("f1", 3),
            ]
            var before: [[Decoded]] = []
            for query in queries {
                before.append(try await store.filter("m", prefix: query.prefix, limit: query.limit).decoded())
            }
            let damaged = try await trial.damage(
                DamageWorkload.damagedAmongMany.map { DamageWorkload.many[$0] },
                in: store
            )
            let bad = Set(DamageWorkload.damagedAmongMany.map { Decoded.trace(DamageWorkload.many[$0]) })
            for (query, before) in zip(queries, before) {
                for order in [Trial.DecodingOrder.forward, .outsideIn] {
                    let found = try await damaged.filter("m", prefix: query.prefix, limit: query.limit)
                        .decoded(in: order)
                    let isUpheld =
                        found.count == before.count
                        && zip(before, found).allSatisfy { before, after in
                            guard bad.contains(before) else { return true }
                            guard case .failure = after else { return false }
                            return true
                        }
                    trial.expect(
                        isUpheld,
                        expected: """
                            \(SwiftText.count(before.count, "trace")), as before, with a thunk that throws in place of each \
                            damaged record
                            """,
                        got: Trial.listing(found)
                    )
                }
            }
        }
        try await trial.scenario("the newest record damaged, and a limit of one") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "m", qualname: "old")])
            try await store.add([DamageWorkload.damaged])
            let damaged = try await trial.damage(DamageWorkload.damaged, in: store)
            let found = try await damaged.filter("m", limit: 1).decoded()
            let isUpheld = if found.count == 1, case .failure = found[0] { true } else { false }
            trial.expect(isUpheld, expected: "1 trace\n    a thunk that throws", got: Trial.listing(found))
        }
    }

    /// Whether a thunk throws in place of the damaged record; the others are for THUNK-1 to judge.
    private static func isLawful(_ before: Decoded, _ after: Decoded) -> Bool {
        guard case .trace(let trace) = before, trace == DamageWorkload.damaged else { return true }
        if case .failure = after { return true }
        return false
    }
}
