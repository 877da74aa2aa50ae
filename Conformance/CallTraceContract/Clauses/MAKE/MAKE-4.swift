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
        try await trial.scenario("300 traces in 30 batches, of 5 modules, and the store opened after every ten") {
            let connectionString = try trial.freshConnectionString()
            var store = try await trial.makeStore(connectionString)
            // Neither the order of the names nor its reverse is the order of insertion.
            let traces = (0..<300).map {
                CallTrace(module: "m\($0 / 2 % 5)", qualname: "f\($0 * 73 % 300)", returnType: .int)
            }
            func read(_ store: TrialStore) async throws -> [[Decoded]] {
                var answers: [[Decoded]] = []
                for module in 0..<5 { answers.append(try await store.filter("m\(module)").decoded()) }
                return answers
            }
            for number in 0..<30 {
                try await store.add(Batch(Array(traces[number * 10..<(number + 1) * 10])))
                guard number % 10 == 9 else { continue }
                // A trace added again is not new to the store.
                try await store.add([traces[0]])
                if trial.subject.moveClock != nil { try await trial.moveClock(by: 400 * 86_400) }
                let before = try await read(store)
                for _ in 1...2 { store = try await trial.makeStore(connectionString) }
                for (after, before) in zip(try await read(store), before) {
                    trial.expect(after, same: before, because: "as before the store was opened again")
                }
                try await store.expectModules((0..<5).map { "m\($0)" })
            }
        }
    }
}
