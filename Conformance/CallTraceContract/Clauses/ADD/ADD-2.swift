import CallTraces

extension Clause {
    /// ADD-2: no return type differs from "returned None".
    public static let add2 = Clause(
        .add,
        2,
        .must,
        "no return differs from None returned",
        text: """
            "No return type" (the call raised, or only yielded) differs from "returned None/Void"; likewise for yield.
            """,
        hint: "how nil is stored and read back: is NULL confused with the type None on either side?",
        deviationExcludes: .types
    ) { trial in
        let traces = [
            ("a call that neither returned nor yielded", CallTrace(module: "m", qualname: "f")),
            ("a call that returned None", CallTrace(module: "m", qualname: "f", returnType: .noneType)),
            ("a call that yielded None", CallTrace(module: "m", qualname: "f", yieldType: .noneType)),
            (
                "a call that returned and yielded None",
                CallTrace(module: "m", qualname: "f", returnType: .noneType, yieldType: .noneType)
            ),
        ]
        for (title, trace) in traces {
            try await trial.scenario(title) {
                let store = try await trial.makeStore()
                try await store.add([trace])
                try await store.expectFilter("m", gives: [trace], aspect: .wholeTraces)
            }
        }
    }
}
