import CallTraces

extension Clause {
    /// MAKE-7: many concurrent `makeStore` calls on one fresh connection string all succeed and agree.
    public static let make7 = Clause(
        .make,
        7,
        .must,
        "concurrent opening succeeds and agrees",
        text: "Many concurrent `makeStore` calls on one fresh connection string all succeed and agree.",
        hint: "how the table, folder or key is created: is 'create if missing' atomic, and does a busy store wait?",
        alternatives: [
            .inverse(
                .ephemeral,
                "Many concurrent `makeStore` calls on one connection string all succeed and start empty."
            ) { trial in
                try await trial.scenario("16 tasks open one connection string") {
                    let connectionString = try trial.freshConnectionString()
                    try await trial.concurrently(16) { number in
                        let store = try await trial.makeStore(connectionString)
                        try await store.expectFilter("m\(number)", gives: [])
                        let trace = CallTrace(module: "m\(number)", qualname: "f")
                        try await store.add([trace])
                        try await store.expectFilter("m\(number)", gives: [trace])
                    }
                }
            }
        ],
        variesByRun: true
    ) { trial in
        for round in 1...4 {
            try await trial.scenario("16 tasks open one fresh connection string, round \(round)") {
                let connectionString = try trial.freshConnectionString()
                let stores = try await trial.concurrently(16) { _ in try await trial.makeStore(connectionString) }
                for (number, store) in zip(1..., stores) {
                    try await store.add([CallTrace(module: "m", qualname: "f\(number)")])
                }
                let traces = (1...16).map { CallTrace(module: "m", qualname: "f\($0)") }
                for store in stores { try await store.expectFilter("m", gives: traces) }
            }
        }
    }
}
