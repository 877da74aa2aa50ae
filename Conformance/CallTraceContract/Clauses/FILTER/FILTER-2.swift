import CallTraces

extension Clause {
    /// FILTER-2: `qualnamePrefix` is a literal prefix, by bytes.
    public static let filter2 = Clause(
        .filter,
        2,
        .must,
        "the prefix is literal, by bytes",
        text: """
            `qualnamePrefix` is a literal prefix, by bytes: `_ % * ? [ ] \\ .` match themselves, case matters, and it does \
            not mean "contains"; for prefixes up to 1 MiB.
            """,
        hint:
            "the wildcards of LIKE and GLOB, case-insensitive LIKE, and Swift's hasPrefix; compare UTF-8 bytes instead.",
        deviationExcludes: .prefixes
    ) { trial in
        let forms = ("caf\u{e9}", "cafe\u{301}")
        for (title, prefix, matching, other) in [
            ("the wildcard _", "a_", "a_b", "axb"),
            ("a dot", "a.", "a.b", "axb"),
            ("the other normal form", forms.0, forms.0 + "x", forms.1 + "x"),
            ("a composed letter", "e", "e\u{301}x", "\u{e9}x"),
            ("a backslash that escapes nothing", "a\\", "a\\b", "ab"),
        ] {
            try await trial.scenario("the prefix \(SwiftText.string(prefix)) against \(title)") {
                let store = try await trial.makeStore()
                let wanted = CallTrace(module: "m", qualname: matching)
                try await store.add([wanted, CallTrace(module: "m", qualname: other)])
                try await store.expectFilter("m", prefix: prefix, gives: [wanted])
            }
        }
        let long = [CaseKind("long names that differ at the end", TextCorpus.longTwins)]
        for (title, kinds) in [("every text as a prefix of every text", TextCorpus.kinds), ("long prefixes", long)] {
            let kinds = kinds.map { CaseKind("prefixes and \($0.name)", $0.cases) }
            try await trial.scenario(title, of: kinds) { qualnames in
                let store = try await trial.makeStore()
                try await store.add(inBatches: Batch(qualnames.map(trace(of:))))
                let kept = Set(try await store.filter("m").decoded())
                // A qualname that does not come back as it was added is for ADD-7 to judge.
                return (store, qualnames.filter { kept.contains(.trace(trace(of: $0))) }.map { ExactString($0) })
            } check: { prefix, prepared in
                let (store, qualnames) = prepared
                guard qualnames.contains(ExactString(prefix)) else { return trial.observe() }
                let matching = qualnames.filter { $0.hasPrefix(prefix) }.map { trace(of: $0.string) }
                let kept = Set(qualnames.map { Decoded.trace(trace(of: $0.string)) })
                trial.expect(
                    try await store.filter("m", prefix: prefix).decoded().filter(kept.contains),
                    are: matching
                )
            }
        }
    }

    private static func trace(of qualname: String) -> CallTrace {
        CallTrace(module: "m", qualname: qualname)
    }
}
