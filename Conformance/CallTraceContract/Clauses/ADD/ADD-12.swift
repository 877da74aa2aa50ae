import CallTraces

extension Clause {
    /// ADD-12: the order of a call's arguments carries no meaning.
    public static let add12 = Clause(
        .add,
        12,
        .must,
        "the order of arguments carries no meaning",
        text: """
            The order of a call's arguments carries no meaning: two traces that differ only in it are identical.
            """,
        hint: "how identical traces are found; sort the arguments by name before you compare, hash or write them.",
        alternatives: [
            .weaker(
                .keepsDuplicates,
                "Traces that differ only in the order of arguments are each returned, with every argument."
            ) { trial in
                try await trial.scenario("three orders of the arguments") {
                    let store = try await trial.makeStore()
                    try await store.add(Batch(orders))
                    try await store.expectFilter("m", gives: orders)
                }
            }
        ],
        deviationExcludes: .duplicates
    ) { trial in
        try await trial.scenario("three orders of the arguments, one add each") {
            let store = try await trial.makeStore()
            for trace in orders { try await store.add([trace]) }
            try await store.expectFilter("m", gives: [orders[0]])
        }
        try await trial.scenario("three orders of the arguments in one batch") {
            let store = try await trial.makeStore()
            try await store.add(Batch(orders))
            try await store.expectFilter("m", gives: [orders[0]])
        }
    }

    private static let orders: [CallTrace] = [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]].map { names in
        CallTrace(module: "m", qualname: "f", argTypes: NamedTypes(names.map { ($0, $0 == "b" ? .str : .int) }))
    }
}
