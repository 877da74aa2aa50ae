import CallTraces

extension Clause {
    /// ADD-13: deep and wide traces come back intact.
    public static let add13 = Clause(
        .add,
        13,
        .must,
        "depth and width hold",
        text: "Depth and width are preserved: 1,000 arguments, types nested 64 deep.",
        hint: "limits on a coder's nesting, on recursion, or on the length of a column."
    ) { trial in
        try await trial.scenario("1,000 arguments") {
            let store = try await trial.makeStore()
            let wide = CallTrace(
                module: "m",
                qualname: "wide",
                argTypes: NamedTypes((0..<1_000).map { ("a\($0)", .int) })
            )
            try await store.add([wide])
            try await store.expectFilter("m", gives: [wide], aspect: .wholeTraces)
        }
        try await trial.scenario("types nested 64 deep") {
            let store = try await trial.makeStore()
            let deep = CallTrace(
                module: "m",
                qualname: "deep",
                argTypes: ["x": .nested(64)],
                returnType: .nested(64),
                yieldType: .nested(64)
            )
            try await store.add([deep])
            try await store.expectFilter("m", gives: [deep], aspect: .wholeTraces)
        }
    }
}
