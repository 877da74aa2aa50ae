import CallTraces

extension Clause {
    /// FILTER-4: newest first, by insertion.
    public static let filter4 = Clause(
        .filter,
        4,
        .must,
        "newest first",
        text: """
            Newest first: across `add` calls, and within one batch the later element is the newer. Ties are broken by \
            insertion, never by a clock: a clock that stands still, jumps back or crosses midnight changes nothing.
            """,
        hint: "what you sort by: days, seconds and clocks have ties and jumps, so number the traces instead.",
        deviationExcludes: .order
    ) { trial in
        // Neither the order of the names nor its reverse is the order of insertion.
        let traces = ["b", "d", "a", "e", "c"].map { CallTrace(module: "m", qualname: $0) }
        try await trial.scenario("five traces, one add each") {
            let store = try await trial.makeStore()
            for trace in traces { try await store.add([trace]) }
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
        try await trial.scenario("five traces in one batch") {
            let store = try await trial.makeStore()
            try await store.add(Batch(traces))
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
        try await trial.scenario("batches, with traces of another module in between") {
            let store = try await trial.makeStore()
            try await store.add(Batch(Array(traces[..<2])))
            try await store.add([CallTrace(module: "n", qualname: "x")])
            try await store.add([traces[2], CallTrace(module: "n", qualname: "y"), traces[3]])
            try await store.add([traces[4]])
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
        try await trial.scenario("200 traces in quick succession, one add each") {
            let store = try await trial.makeStore()
            let many = (0..<200).map { CallTrace(module: "m", qualname: "f\($0 * 73 % 200)") }
            for trace in many { try await store.add([trace]) }
            try await store.expectFilter("m", gives: many.reversed(), order: .newestFirst)
        }
        guard trial.subject.moveClock != nil else { return }
        try await trial.scenario("a clock that stands still, jumps back and crosses midnight") {
            let store = try await trial.makeStore()
            for (trace, seconds) in zip(traces, [0, -3_600, -86_400, 172_800, 0]) {
                try await store.add([trace])
                try await trial.moveClock(by: seconds)
            }
            try await store.expectFilter("m", gives: traces.reversed(), order: .newestFirst)
        }
    }
}
