import CallTraces

extension Clause {
    /// FILTER-9: identical traces are returned once, at the recency of the latest.
    public static let filter9 = Clause(
        .filter,
        9,
        .must,
        "identical traces are returned once",
        text: """
            Identical traces are returned once, at the recency of the latest. Identical = same module, qualname, arguments \
            by name, return and yield type.
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
        for (part, one, other) in nearlyIdentical {
            try await trial.scenario("two traces that differ only in \(part)") {
                let store = try await trial.makeStore()
                try await store.add([one, other])
                for (module, traces) in [one, other].byModule {
                    try await store.expectFilter(module, gives: traces)
                }
            }
        }
        try await trial.scenario("recorded calls, all of them twice") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.sample().inModulesFarApart
            for _ in 1...2 { try await store.add(Batch(traces)) }
            for (module, traces) in traces.byModule { try await store.expectFilter(module, gives: traces) }
        }
    }

    private static let nearlyIdentical: [(part: String, one: CallTrace, other: CallTrace)] = [
        ("the module", CallTrace(module: "m", qualname: "f"), CallTrace(module: "n", qualname: "f")),
        ("the qualname", CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g")),
        (
            "the name of an argument", CallTrace(module: "m", qualname: "f", argTypes: ["x": .int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["y": .int])
        ),
        (
            "the type of an argument", CallTrace(module: "m", qualname: "f", argTypes: ["x": .int]),
            CallTrace(module: "m", qualname: "f", argTypes: ["x": .str])
        ),
        (
            "the types of swapped arguments", CallTrace(module: "m", qualname: "f", argTypes: ["x": .int, "y": .str]),
            CallTrace(module: "m", qualname: "f", argTypes: ["x": .str, "y": .int])
        ),
        (
            "an element type", CallTrace(module: "m", qualname: "f", argTypes: ["x": .list(of: .int)]),
            CallTrace(module: "m", qualname: "f", argTypes: ["x": .list(of: .str)])
        ),
        (
            "the return type", CallTrace(module: "m", qualname: "f", returnType: .int),
            CallTrace(module: "m", qualname: "f", returnType: .str)
        ),
        (
            "the yield type", CallTrace(module: "m", qualname: "f", yieldType: .int),
            CallTrace(module: "m", qualname: "f", yieldType: .str)
        ),
        (
            "None returned", CallTrace(module: "m", qualname: "f"),
            CallTrace(module: "m", qualname: "f", returnType: .noneType)
        ),
        (
            "return and yield swapped", CallTrace(module: "m", qualname: "f", returnType: .int, yieldType: .str),
            CallTrace(module: "m", qualname: "f", returnType: .str, yieldType: .int)
        ),
    ]
}
