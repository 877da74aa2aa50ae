import CallTraces

extension Clause {
    /// ADD-1: a trace added comes back with every part equal.
    public static let add1 = Clause(
        .add,
        1,
        .must,
        "every part comes back equal",
        text: """
            A trace added is returned by `filter` with every part equal: module, qualname, argument names and types, \
            return type, yield type.
            """,
        hint: "the columns or fields you write and read: is one missing, swapped with another, or truncated?",
        deviationExcludes: .types
    ) { trial in
        try await trial.scenario("a trace with every part") {
            let store = try await trial.makeStore()
            let trace = CallTrace(
                module: "m",
                qualname: "C.f",
                argTypes: ["x": .int, "y": .list(of: .str)],
                returnType: .str,
                yieldType: .int
            )
            try await store.add([trace])
            try await store.expectFilter("m", gives: [trace], aspect: .wholeTraces)
        }
        // What a type can hold is for THUNK-5 to judge, and which traces are identical for FILTER-9.
        let traces = NearTwins.numbered([
            CaseKind("a trace with nested types", [NearTwins.generic]),
            CaseKind(
                "a trace with one part changed",
                NearTwins.of(NearTwins.generic).filter { $0.difference == .part }.map(\.trace)
                    .filter(\.hasPlainParts)
            ),
        ])
        try await trial.scenario("a trace with nested types, and with each part changed in turn", of: traces) {
            traces in
            try await trial.foundAfterAdding(traces)
        } check: { trace, found in
            trial.expect(found, toHold: trace)
        }
        let twins = [CaseKind("traces of one function that differ in one part", [NearTwins.generic] + Self.partTwins)]
        try await trial.scenario("traces of one function that differ in one part, in one answer", of: twins) { traces in
            (try await trial.foundAfterAdding(traces), traces.count)
        } check: { trace, prepared in
            let (found, count) = prepared
            // Whether each is returned is for FILTER-9 to judge, and what each is for this clause.
            guard found[trace.module].count == count else { return trial.observe() }
            trial.expect(found, toHold: trace)
        }
        try await trial.scenario("recorded calls, one of each function") {
            let store = try await trial.makeStore()
            // Types that are hard to encode are for THUNK-5 to judge.
            let traces = try RecordedTraces.oneOfEachFunction().inModulesFarApart.filter { !$0.hasEmptyOrNamedContent }
            try await store.add(Batch(traces))
            for (module, traces) in traces.byModule {
                try await store.expectFilter(module, gives: traces, aspect: .wholeTraces)
            }
        }
    }
    /// The near twins of a trace that are of the same function.
    private static let partTwins = NearTwins.of(NearTwins.generic).filter { $0.difference == .part }.map(\.trace)
        .filter { $0.module.hasSameBytes(as: NearTwins.generic.module) && $0.hasPlainParts }
}
