import CallTraces

extension Clause {
    /// ADD-3: adding nothing changes nothing.
    public static let add3 = Clause(
        .add,
        3,
        .must,
        "adding nothing changes nothing",
        text: "Adding nothing changes nothing and does not throw.",
        hint: "the statement or request that is built from an empty batch; return before building it.",
        deviationExcludes: .emptyBatches
    ) { trial in
        let traces = [CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g")]
        try await trial.scenario("nothing added to an empty store") {
            let store = try await trial.makeStore()
            try await store.add([])
            try await store.add(Batch(traces))
            try await store.expectFilter("m", gives: traces)
        }
        try await trial.scenario("nothing added to a store with traces") {
            let store = try await trial.makeStore()
            try await store.add(Batch(traces))
            try await store.add([])
            try await store.expectFilter("m", gives: traces)
            try await store.expectModules(["m"])
        }
        try await trial.scenario("nothing added before, between, and after many batches") {
            let store = try await trial.makeStore()
            var traces: [CallTrace] = []
            for number in 0..<12 {
                try await store.add([])
                let batch = Batch.numbered(number * 5..<number * 5 + number % 4 + 1)
                try await store.add(batch)
                traces += batch.traces
                if number % 3 == 0 { try await store.add([]) }
            }
            try await store.add([])
            try await store.expectFilter("m", gives: traces)
            try await store.expectModules(["m"])
        }
    }
}
