import CallTraces

extension Clause {
    /// MAKE-3: stores made from different connection strings share nothing.
    public static let make3 = Clause(
        .make,
        3,
        .must,
        "different connection strings share nothing",
        text: "Stores made from different connection strings share nothing.",
        hint: "static state, and state shared by every store of the type or on the server.",
        deviationExcludes: .otherConnectionStrings
    ) { trial in
        try await trial.scenario("two stores side by side") {
            let first = try await trial.makeStore()
            let second = try await trial.makeStore()
            let (one, other) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "m", qualname: "g"))
            try await first.add([one])
            try await second.add([other])
            try await first.expectFilter("m", gives: [one])
            try await second.expectFilter("m", gives: [other])
        }
        try await trial.scenario("a store opened after another is gone") {
            let first = try await trial.makeStore()
            try await first.add([CallTrace(module: "m", qualname: "f")])
            first.release()
            let second = try await trial.makeStore()
            try await second.add([CallTrace(module: "m", qualname: "g")])
            try await second.expectFilter("m", gives: [CallTrace(module: "m", qualname: "g")])
        }
    }
}
