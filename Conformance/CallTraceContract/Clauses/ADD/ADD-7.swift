import CallTraces

extension Clause {
    /// ADD-7: strings survive byte for byte.
    public static let add7 = Clause(
        .add,
        7,
        .must,
        "strings survive byte for byte",
        text: """
            Strings survive byte for byte: quotes, backslash, newline, NUL where the encoding allows it, emoji, combining \
            marks in both normal forms, 1 MiB long; module, qualname, argument names and type names alike.
            """,
        hint: "escaping, C strings, columns of limited length, and anything that trims or normalizes text.",
        deviationExcludes: .unusualText
    ) { trial in
        for (name, text) in HostileText.survivors {
            try await trial.scenario("\(name), in every name of a trace") {
                let store = try await trial.makeStore()
                for trace in traces(with: text) {
                    try await store.add([trace])
                    try await store.expectFilter(trace.module, gives: [trace], aspect: .wholeTraces)
                }
            }
        }
        try await trial.scenario("both normal forms of a name side by side") {
            let store = try await trial.makeStore()
            let traces = [HostileText.composed, HostileText.decomposed].map {
                CallTrace(module: "m", qualname: $0, argTypes: [$0: TypeReference(module: $0, qualname: $0)])
            }
            try await store.add(Batch(traces))
            try await store.expectFilter("m", gives: traces, aspect: .wholeTraces)
        }
        for trace in traces(with: "a\0b") {
            try await trial.scenario("NUL, which an encoding may reject but not truncate") {
                let store = try await trial.makeStore()
                do {
                    try await store.add([trace])
                } catch is StoreError {
                    trial.observe()
                    return
                }
                let found = try await store.filter(trace.module).decoded()
                guard !found.isEmpty else {
                    trial.observe()
                    return
                }
                trial.expect(found, are: [trace], aspect: .wholeTraces)
            }
        }
    }

    /// A trace for each place in which a text can occur, each in a module of its own.
    private static func traces(with text: String) -> [CallTrace] {
        [
            CallTrace(module: text, qualname: "f"),
            CallTrace(module: "qualname", qualname: text),
            CallTrace(module: "argument name", qualname: "f", argTypes: [text: .int]),
            CallTrace(
                module: "type name",
                qualname: "f",
                returnType: TypeReference(module: text, qualname: text)
            ),
            CallTrace(
                module: "field name",
                qualname: "f",
                yieldType: TypeReference(module: "t", qualname: "T", typedDict: [text: .int])
            ),
        ]
    }
}
