import CallTraces

extension Clause {
    /// FILTER-13: hostile text in a query neither reaches other data nor harms the store.
    public static let filter13 = Clause(
        .filter,
        13,
        .must,
        "hostile text in a query does no harm",
        text: """
            Hostile text in `module` or `qualnamePrefix` (SQL, NUL, 1 MiB) neither reaches other data nor harms the store.
            """,
        hint: "queries built by concatenation, C strings that end at NUL, and patterns built from the text.",
        deviationExcludes: [.unusualText, .unknownModules]
    ) { trial in
        let hostile = [
            "m' OR '1'='1", "m'; DROP TABLE monkeytype_call_traces; --", "m\" OR 1=1 --", "m' UNION SELECT * FROM m --",
            "m\0", "m\0x", "\0", "../m", "m\n", HostileText.oneMebibyte,
        ]
        let kept = [CallTrace(module: "m", qualname: "f"), CallTrace(module: "n", qualname: "g")]
        for text in hostile {
            try await trial.scenario("the text \(SwiftText.string(text))") {
                let store = try await trial.makeStore()
                try await store.add(Batch(kept))
                for (module, prefix) in [(text, nil), (text, text), ("m", text)] {
                    do {
                        try await store.expectFilter(module, prefix: prefix, gives: [])
                    } catch is StoreError {
                        // A store may reject text that it could never store; what it does store is checked below.
                        trial.observe()
                    }
                }
                try await store.expectFilter("m", gives: [kept[0]])
                try await store.expectFilter("n", gives: [kept[1]])
            }
        }
    }
}
