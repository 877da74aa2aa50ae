import CallTraces

extension Clause {
    /// MAKE-4: opening an existing store changes nothing in it.
    public static let make4 = Clause(
        .make,
        4,
        .must,
        "opening changes nothing",
        text: "Opening an existing store changes nothing in it.",
        hint: "what makeStore does to an existing store: does it clear, reorder, truncate or copy anything?",
        alternatives: [
            .notApplicable(.ephemeral, "there is no existing store to open")
        ],
        deviationExcludes: .reopening
    ) { trial in
        try await trial.scenario("a store opened three more times") {
            let connectionString = try trial.freshConnectionString()
            let first = try await trial.makeStore(connectionString)
            try await first.add([
                CallTrace(module: "m", qualname: "b", returnType: .int),
                CallTrace(module: "m", qualname: "a"),
                CallTrace(module: "m", qualname: "c", yieldType: .str),
            ])
            try await first.add([CallTrace(module: "m", qualname: "b", returnType: .int)])
            let before = try await first.filter("m").decoded()
            for _ in 1...3 { _ = try await trial.makeStore(connectionString) }
            trial.expect(try await first.filter("m").decoded(), same: before, because: "as before")
            let last = try await trial.makeStore(connectionString)
            trial.expect(try await last.filter("m").decoded(), same: before, because: "as before")
            try await last.expectModules(["m"])
        }
    }
}
