import CallTraces

extension Clause {
    /// MAKE-2: opening a connection string again sees the same traces.
    public static let make2 = Clause(
        .make,
        2,
        .must,
        "opening again sees the same traces",
        text: """
            Opening the same connection string again, while the first store is open and after it is gone, sees the same \
            traces, for at least 32 stores at once.
            """,
        hint: "where the traces live: in the store instance, or under the name in the connection string?",
        alternatives: [
            .inverse(.ephemeral, "Each `makeStore` starts empty.") { trial in
                try await trial.scenario("a store opened beside another") {
                    let connectionString = try trial.freshConnectionString()
                    let first = try await trial.makeStore(connectionString)
                    try await first.add([CallTrace(module: "m", qualname: "f")])
                    let second = try await trial.makeStore(connectionString)
                    try await second.expectModules([])
                    try await second.expectFilter("m", gives: [])
                }
                try await trial.scenario("a store opened after another is gone") {
                    let connectionString = try trial.freshConnectionString()
                    let first = try await trial.makeStore(connectionString)
                    try await first.add([CallTrace(module: "m", qualname: "f")])
                    first.release()
                    try await trial.makeStore(connectionString).expectFilter("m", gives: [])
                }
            }
        ],
        deviationExcludes: .reopening
    ) { trial in
        let (one, other) = (CallTrace(module: "m", qualname: "f"), CallTrace(module: "n", qualname: "g"))
        try await trial.scenario("a store opened beside another") {
            let connectionString = try trial.freshConnectionString()
            let first = try await trial.makeStore(connectionString)
            try await first.add([one])
            let second = try await trial.makeStore(connectionString)
            try await second.expectFilter("m", gives: [one])
            try await second.add([other])
            try await first.expectFilter("n", gives: [other])
            try await first.expectModules(["m", "n"])
        }
        try await trial.scenario("10 stores opened one after another, each of which adds 50 traces and is gone") {
            let connectionString = try trial.freshConnectionString()
            for number in 0..<10 {
                let store = try await trial.makeStore(connectionString)
                try await store.add(.numbered(number * 50..<(number + 1) * 50))
                try await store.expectFilter("m", gives: Batch.numbered(0..<(number + 1) * 50).traces)
                store.release()
            }
            try await trial.makeStore(connectionString).expectFilter("m", gives: Batch.numbered(0..<500).traces)
        }
        try await trial.scenario("32 stores open at once, and 520 opened one after another", after: []) {
            let first = try await trial.makeStore()
            try await first.add([one])
            var stores = [first]
            for _ in 2...32 { stores.append(try await trial.makeStore(first.connectionString)) }
            try await stores[31].expectFilter("m", gives: [one])
            for store in stores.dropFirst() { store.release() }
            let remark = "the connection string is opened, and the store released, 488 times"
            try await trial.recorder.summarizing(as: .remark(remark)) {
                for _ in 33...520 { try await trial.makeStore(first.connectionString).release() }
            }
            try await trial.makeStore(first.connectionString).expectFilter("m", gives: [one])
        }
        try await trial.scenario("a store opened after another is gone") {
            let connectionString = try trial.freshConnectionString()
            let first = try await trial.makeStore(connectionString)
            try await first.add([one, other])
            first.release()
            let second = try await trial.makeStore(connectionString)
            try await second.expectFilter("m", gives: [one])
            try await second.expectModules(["m", "n"])
        }
    }
}
