import CallTraces

extension Clause {
    /// FILTER-8: a negative limit throws.
    public static let filter8 = Clause(
        .filter,
        8,
        .must,
        "a negative limit throws",
        text: "A negative limit throws. It never means \"everything\".",
        hint: "a limit passed to the database unchecked; SQLite treats a negative LIMIT as no limit.",
        deviationExcludes: .negativeLimits
    ) { trial in
        for limit in [-1, -2_000, Int(Int32.min), .min] {
            try await trial.scenario("the limit \(SwiftText.limit(limit))") {
                let store = try await trial.makeStore()
                try await store.add([CallTrace(module: "m", qualname: "f")])
                try await trial.expectThrows { try await store.filter("m", limit: limit) }
                try await trial.expectThrows { try await store.filter("m", prefix: "f", limit: limit) }
                try await trial.expectThrows { try await store.filter("no such module", limit: limit) }
            }
        }
    }
}
