import CallTraces

extension Clause {
    /// FILTER-9: identical traces are returned once, at the recency of the latest.
    public static let filter9 = Clause(
        .filter,
        9,
        .must,
        "identical traces are returned once",
        text: """
            Identical traces are returned once, at the recency of the latest, however many others come between. Identical = \
            same module, qualname, arguments by name, return and yield type, each byte for byte and at any depth.
            """,
        hint: "which parts you compare to find identical traces, and whether a trace added again moves to the front.",
        alternatives: [
            .inverse(.keepsDuplicates, "Identical traces are each returned, and each counts toward `limit`.") {
                trial in
                try await trial.scenario("one trace added twice, and another") {
                    let store = try await trial.makeStore()
                    let (twice, once) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
                    try await store.add([twice])
                    try await store.add([twice, once])
                    try await store.expectFilter("m", gives: [twice, twice, once])
                    try await store.expectFilter("m", limit: 2, gives: [twice, once])
                }
                try await trial.scenario("1,000 traces added three times") {
                    let store = try await trial.makeStore()
                    let batch = Batch.numbered(0..<1_000)
                    for _ in 1...3 { try await store.add(batch) }
                    try await store.expectFilter("m", limit: .max, gives: batch.traces + batch.traces + batch.traces)
                }
            }
        ],
        deviationExcludes: .duplicates
    ) { trial in
        let (first, second) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
        try await trial.scenario("a trace added twice, one add each") {
            let store = try await trial.makeStore()
            try await store.add([first])
            try await store.add([first])
            try await store.expectFilter("m", gives: [first])
        }
        try await trial.scenario("a trace twice in one batch") {
            let store = try await trial.makeStore()
            try await store.add([first, second, first])
            try await store.expectFilter("m", gives: [first, second])
        }
        try await trial.scenario("a trace added again is the newest") {
            let store = try await trial.makeStore()
            for trace in [first, second, first] { try await store.add([trace]) }
            trial.expect(try await store.filter("m", limit: 1).decoded(), contain: [first])
        }
        try await trial.scenario("a trace repeated within a batch is the newest") {
            let store = try await trial.makeStore()
            try await store.add([first, second, first])
            trial.expect(try await store.filter("m", limit: 1).decoded(), contain: [first])
        }
        try await trial.scenario("long traces added twice") {
            let store = try await trial.makeStore()
            let traces = [TextPlace.argument, .typeQualname, .elementQualname].map { place in
                var trace = place.trace(with: TextCorpus.text(of: 65_537))
                trace.module = "m"
                return trace
            }
            for _ in 1...2 { try await store.add(Batch(traces)) }
            try await store.expectFilter("m", gives: traces)
        }
        let kinds = filter9Twins.map { CaseKind("traces that differ only in \($0.name)", $0.cases) }
        let long = TextPlace.longTwins.map { CaseKind("traces that differ only in \($0.name)", $0.cases) }
        let areOfOneModule = { (one: CallTrace, other: CallTrace) in one.module.hasSameBytes(as: other.module) }
        try await trial.scenario(
            "traces that differ in one respect, in one batch",
            of: kinds + long,
            areAkin: areOfOneModule
        ) { traces in
            (try await trial.foundAfterAdding(traces), counts(of: traces))
        } check: { trace, prepared in
            try await trial.expect(trace, isToldApartIn: prepared.0, of: prepared.1)
        }
        try await trial.scenario(
            "traces that differ in one respect, in separate batches",
            of: kinds,
            areAkin: areOfOneModule
        ) { traces in
            let store = try await trial.makeStore()
            // Traces that are alike follow one another, so each is in another batch than the next.
            for first in 0..<min(8, traces.count) {
                try await store.add(inBatches: Batch(stride(from: first, to: traces.count, by: 8).map { traces[$0] }))
            }
            return (try await store.filterModules(of: traces), counts(of: traces))
        } check: { trace, prepared in
            try await trial.expect(trace, isToldApartIn: prepared.0, of: prepared.1)
        }
        let withNUL = [CaseKind("traces that differ only in NUL", TextPlace.twinsWithNUL)]
        try await trial.scenario("traces that differ in NUL, as far as the store keeps it", of: withNUL) { traces in
            let store = try await trial.makeStore()
            let kept = try await kept(of: traces, by: store)
            try await store.add(Batch(kept))
            return (found: try await store.filterModules(of: kept), kept: Set(kept), counts: counts(of: kept))
        } check: { trace, prepared in
            guard prepared.kept.contains(trace) else { return trial.observe() }
            try await trial.expect(trace, isToldApartIn: prepared.found, of: prepared.counts)
        }
        try await trial.scenarioAtSize("a trace added again after 20,000 others") {
            let store = try await trial.makeStore()
            try await store.add([first])
            for batch in Batch.rowsInBatches { try await store.add(batch) }
            try await store.add([first])
            trial.expect(try await store.filter("m", limit: 1).decoded(), contain: [first])
            // Whether all others are returned is for FILTER-7 to judge.
            let times = try await store.filter("m", limit: 30_000).decoded().count { $0 == .trace(first) }
            trial.expect(times == 1, expected: "\(SwiftText.trace(first)) once", got: "\(times) times")
        }
        try await trial.scenarioAtSize("900 traces of each of three modules, added three times in other batches") {
            let store = try await trial.makeStore()
            for size in [150, 90, 30] {
                for start in stride(from: 0, to: 900, by: size) {
                    try await store.add(.numbered(start..<start + size, modules: 0..<3))
                }
            }
            for module in 0..<3 {
                let found = try await store.filter("other\(module)", limit: 10_000).decoded()
                let distinct = Set(found).count
                trial.expect(
                    found.count == distinct,
                    expected: SwiftText.count(distinct, "trace"),
                    got: SwiftText.count(found.count, "trace")
                )
            }
        }
        try await trial.scenario("recorded calls, all of them twice") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.sample().inModulesFarApart
            for _ in 1...2 { try await store.add(Batch(traces)) }
            for (module, traces) in traces.byModule { try await store.expectFilter(module, gives: traces) }
        }
    }

    /// Traces that differ in one respect each.
    static let filter9Twins = TextPlace.traces(unique: false) + NearTwins.allKinds

    /// The traces that a store keeps in a module where an argument tells them all apart.
    private static func kept(of traces: [CallTrace], by store: TrialStore) async throws -> [CallTrace] {
        let alone = traces.enumerated().map { number, trace in
            var trace = trace
            trace.module = "alone"
            trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, $0.type) } + [("number\(number)", .int)])
            return trace
        }
        do {
            try await store.add(Batch(alone))
        } catch is StoreError {
            for trace in alone { try? await store.add([trace]) }
        }
        let found = try await store.filterModules(of: Array(alone.prefix(1)))
        return zip(traces, alone).filter { found.contains($1) }.map(\.0)
    }

    /// How many traces each module has.
    private static func counts(of traces: [CallTrace]) -> [ExactString: Int] {
        Dictionary(traces.map { (ExactString($0.module), 1) }, uniquingKeysWith: +)
    }
}

extension Trial {
    /// Expects a trace to be among the result, unless all traces of its module are there, even if they are changed.
    fileprivate func expect(
        _ trace: CallTrace,
        isToldApartIn found: FoundTraces,
        of counts: [ExactString: Int]
    ) async throws {
        let count = counts[ExactString(trace.module), default: 0]
        guard found[trace.module].count < count, !found.contains(trace) else { return observe() }
        // A trace that does not even come back alone is for ADD-1 and ADD-7 to judge.
        let isKept = try await isKeptAlone(trace)
        expect(
            !isKept,
            expected: "\(SwiftText.count(count, "trace")), among them: \(SwiftText.trace(trace))",
            got: Self.listing(found[trace.module])
        )
    }
}
