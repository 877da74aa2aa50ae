import CallTraces

extension Clause {
    /// MAKE-5: a connection string that cannot be opened throws.
    public static let make5 = Clause(
        .make,
        5,
        .must,
        "an unopenable connection string throws",
        text: """
            A connection string that cannot be opened throws. It does not crash, hang, or give a store that silently \
            drops traces. (The author names one such string.)
            """,
        hint: "whether makeStore connects at all, or leaves that to the first add, which swallows the error.",
        alternatives: [
            .notApplicable(.noUnopenableConnectionString, "there is no connection string to try")
        ]
    ) { trial in
        try await trial.scenario("the connection string that cannot be opened") {
            guard let connectionString = try trial.unopenableConnectionString() else { return }
            guard let store = try await trial.opened(connectionString) else { return }
            let trace = CallTrace(module: "m", qualname: "f")
            try await store.add([trace])
            let isKept = try await store.filter("m").decoded() == [.trace(trace)]
            trial.expect(
                false,
                expected: "an error",
                got: isKept ? "a store that works" : "a store that silently drops traces"
            )
        }
    }
}
