import CallTraces

extension Clause {
    /// THUNK-3: `toTrace()` can be called again, and from several tasks at once.
    public static let thunk3 = Clause(
        .thunk,
        3,
        .must,
        "toTrace() can be called again and at once",
        text: "`toTrace()` can be called again, and from several tasks at once, with the same result.",
        hint: "thunks that give away what they hold, cache without a lock, or read from the store when called.",
        deviationExcludes: .laterDecoding
    ) { trial in
        try await trial.scenario("every thunk decoded three times") {
            let store = try await trial.makeStore()
            let traces = try Array(RecordedTraces.oneOfEachFunction().prefix(50))
            try await store.add(Batch(traces))
            for (module, _) in traces.byModule {
                let found = try await store.filter(module)
                let first = found.decoded()
                for _ in 1...2 {
                    trial.recorder.record(.decode(result: found.number))
                    trial.expect(found.decoded(), same: first, because: "as the first time")
                }
            }
        }
        try await trial.scenario("one thunk decoded by 8 tasks at once") {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "m", qualname: "f", argTypes: ["x": .nested(8)])
            try await store.add([trace])
            let first = try await store.filter("m").decoded()
            let found = try await store.filter("m")
            try await trial.concurrently(8) { _ in
                trial.recorder.record(.decode(result: found.number))
                for _ in 1...20 { trial.expect(found.decoded(), same: first, because: "as from another thunk") }
            }
        }
    }
}
