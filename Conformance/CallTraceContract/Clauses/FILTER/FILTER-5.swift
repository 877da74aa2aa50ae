import CallTraces

extension Clause {
    /// FILTER-5: `limit` keeps the newest of the traces that match.
    public static let filter5 = Clause(
        .filter,
        5,
        .must,
        "the limit keeps the newest that match",
        text: """
            `limit` keeps the newest `limit` of the traces that match module and prefix: it applies after both, and after \
            duplicates collapse.
            """,
        hint: "the order of the steps: module, prefix, duplicates, newest first, and the limit last.",
        deviationExcludes: .limits
    ) { trial in
        let (wanted, other) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
        try await trial.scenario("the newest two of five") {
            let store = try await trial.makeStore()
            let traces = ["b", "d", "a", "e", "c"].map { CallTrace(module: "m", qualname: $0) }
            for trace in traces { try await store.add([trace]) }
            try await store.expectFilter("m", limit: 2, gives: traces.suffix(2))
        }
        try await trial.scenario("newer traces of another module") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            try await store.add([CallTrace(module: "n", qualname: "f"), CallTrace(module: "n", qualname: "g")])
            try await store.expectFilter("m", limit: 1, gives: [wanted])
        }
        try await trial.scenario("newer traces of another function") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            try await store.add([other])
            try await store.expectFilter("m", prefix: "f", limit: 1, gives: [wanted])
        }
        try await trial.scenario("recorded calls, the newest third of each module") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.oneOfEachFunction().inModulesFarApart
            try await store.add(Batch(traces))
            for (module, traces) in traces.byModule {
                let limit = (traces.count + 2) / 3
                try await store.expectFilter(module, limit: limit, gives: traces.suffix(limit))
            }
        }
        guard trial.subject.collapsesDuplicates else { return }
        try await trial.scenario("newer duplicates") {
            let store = try await trial.makeStore()
            try await store.add([wanted])
            for _ in 1...3 { try await store.add([other]) }
            try await store.expectFilter("m", limit: 2, gives: [wanted, other])
        }
    }
}
