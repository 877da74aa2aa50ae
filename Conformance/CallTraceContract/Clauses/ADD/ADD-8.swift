import CallTraces

extension Clause {
    /// ADD-8: once `add` returns, the traces are visible.
    public static let add8 = Clause(
        .add,
        8,
        .must,
        "added traces are visible at once",
        text: """
            Once `add` returns, the traces are visible to `filter` and `listModules` on this store and, if persistent, on \
            every other store with the same connection string.
            """,
        hint: "buffers, background writes, and lists of modules or traces cached from an earlier read.",
        deviationExcludes: .everything
    ) { trial in
        try await trial.scenario("each of three adds, read on the store that added") {
            let store = try await trial.makeStore()
            for number in 1...3 {
                try await store.add([CallTrace(module: "m\(number)", qualname: "f")])
                try await store.expectFilter("m\(number)", gives: [CallTrace(module: "m\(number)", qualname: "f")])
                try await store.expectModules((1...number).map { "m\($0)" })
            }
        }
        guard trial.subject.isPersistent else { return }
        try await trial.scenario("each of three adds, read on another store of the connection string") {
            let connectionString = try trial.freshConnectionString()
            let writer = try await trial.makeStore(connectionString)
            let reader = try await trial.makeStore(connectionString)
            for number in 1...3 {
                try await writer.add([CallTrace(module: "m\(number)", qualname: "f")])
                try await reader.expectFilter("m\(number)", gives: [CallTrace(module: "m\(number)", qualname: "f")])
                try await reader.expectModules((1...number).map { "m\($0)" })
            }
        }
    }
}
