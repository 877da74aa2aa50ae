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
        let title = "12 stores side by side, with traces that are the same and traces of their own"
        try await trial.scenario(title, after: []) {
            var stores: [TrialStore] = []
            for _ in 0..<12 { stores.append(try await trial.makeStore()) }
            for round in 0..<2 {
                for (number, store) in stores.enumerated() {
                    try await store.add([
                        CallTrace(module: "m", qualname: "f\(round)"),
                        CallTrace(module: "n\(number)", qualname: "f\(round)"),
                    ])
                    if number > 0 { try await store.add([CallTrace(module: "m", qualname: "g\(number).\(round)")]) }
                }
            }
            for (number, store) in stores.enumerated() {
                let own = number == 0 ? [] : ["g\(number).0", "g\(number).1"]
                try await store.expectFilter(
                    "m",
                    gives: (["f0", "f1"] + own).map { CallTrace(module: "m", qualname: $0) }
                )
                try await store.expectModules(["m", "n\(number)"])
            }
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
