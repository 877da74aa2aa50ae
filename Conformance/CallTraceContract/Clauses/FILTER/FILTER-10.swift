import CallTraces

extension Clause {
    /// FILTER-10: an unknown module gives an empty list, not an error.
    public static let filter10 = Clause(
        .filter,
        10,
        .must,
        "an unknown module gives nothing",
        text: "An unknown module gives an empty list, not an error.",
        hint: "a missing key, folder or file that is treated as an error.",
        deviationExcludes: .unknownModules
    ) { trial in
        try await trial.scenario("a store with traces of another module") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "m", qualname: "f")])
            try await store.expectFilter("unknown", gives: [])
            try await store.expectFilter("unknown", prefix: "f", limit: 1, gives: [])
        }
        try await trial.scenario("a store with traces of many modules") {
            let store = try await trial.makeStore()
            try await store.add(.numbered(0..<20, modules: 0..<300))
            for module in ["unknown", "other300", "other1000", "zzz", "zero"] {
                try await store.expectFilter(module, gives: [])
                try await store.expectFilter(module, prefix: "f1", limit: 10_000, gives: [])
            }
            try await store.expectFilter("other7", prefix: "unknown", gives: [])
        }
    }
}
