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
        let kept = [
            CallTrace(module: "m", qualname: "f"), CallTrace(module: "other", qualname: "g"),
            CallTrace(module: "ab", qualname: "ab"),
        ]
        // Modules that a store may take for no module at all.
        let words = TextCorpus.words.map { CallTrace(module: $0, qualname: "w") }
        let kinds =
            hostile.map { kind in
                CaseKind(
                    kind.name,
                    kind.cases.flatMap {
                        // The empty prefix means everything.
                        [Query(module: $0, prefix: nil), Query(module: $0, prefix: $0)]
                            + ($0.isEmpty ? [] : [Query(module: "m", prefix: $0)])
                    }
                )
            } + [CaseKind("what is kept", kept.map { Query(module: $0.module, prefix: nil) })]
        try await trial.scenario("hostile texts as modules and prefixes", of: kinds) { queries in
            let store = try await trial.makeStore()
            try await store.add(Batch(kept + words))
            var answers: [Query: [Decoded]] = [:]
            for query in queries {
                // A store may reject text that it could never store, if it answers the others.
                let answer = try? await store.filter(query.module, prefix: query.prefix).decoded()
                answers[query] = answer ?? []
            }
            return answers
        } check: { query, answers in
            let found = answers[query] ?? []
            // A store that finds everything by the empty module is for FILTER-1 to judge.
            guard !query.module.isEmpty || found.count == 1 else { return trial.observe() }
            let expected = query.prefix == nil ? (kept + words).filter { $0.module.hasSameBytes(as: query.module) } : []
            trial.expect(found, are: expected)
        }
    }

    private struct Query: Hashable, Sendable {
        let module: String
        let prefix: String?

        static func == (left: Query, right: Query) -> Bool {
            left.module.hasSameBytes(as: right.module)
                && left.prefix.map(ExactString.init) == right.prefix.map(ExactString.init)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ExactString(module))
            hasher.combine(prefix.map(ExactString.init))
        }
    }

    /// Whether LIKE or GLOB take the text for a pattern, which is for FILTER-1 and FILTER-2 to judge.
    private static func isWildcard(_ text: String) -> Bool {
        text.utf8.contains { "%_*?[".utf8.contains($0) }
    }

    /// Texts that are neither stored nor a prefix of what is.
    private static let hostile: [CaseKind<String>] = [
        CaseKind(
            "SQL",
            [
                "m' OR '1'='1", "m'; DROP TABLE monkeytype_call_traces; --", "m\" OR 1=1 --",
                "m' UNION SELECT * FROM m --",
            ]
        ),
        CaseKind("the empty text", [""]),
        CaseKind("NUL", ["m\0", "m\0x", "\0", "\0m"]),
        CaseKind("commands and patterns", TextCorpus.commands.filter { !isWildcard($0) }),
        CaseKind(
            "a delimiter after a name",
            (TextCorpus.punctuation + TextCorpus.controls).filter { !isWildcard($0) }.map { "m\($0)" }
        ),
        CaseKind("paths", ["../m", "./m", "m/.", "m/../m", "/m", "n/../m"]),
        CaseKind("1 MiB", [TextCorpus.oneMebibyte, "m" + TextCorpus.oneMebibyte]),
    ]
}
