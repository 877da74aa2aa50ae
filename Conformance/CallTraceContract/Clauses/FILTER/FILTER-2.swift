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
            not mean "contains".
            """,
        hint:
            "the wildcards of LIKE and GLOB, case-insensitive LIKE, and Swift's hasPrefix; compare UTF-8 bytes instead.",
        deviationExcludes: .prefixes
    ) { trial in
        let cases = [
            ("the wildcard _", "a_", "a_b", "axb"),
            ("the wildcard %", "a%", "a%b", "axb"),
            ("the wildcard *", "a*", "a*b", "axb"),
            ("the wildcard ?", "a?", "a?b", "axb"),
            ("a set of characters", "[ab]", "[ab]c", "ac"),
            ("a dot", "a.", "a.b", "axb"),
            ("a backslash", "a\\", "a\\b", "ab"),
            ("an escaped wildcard", "a\\_", "a\\_b", "a_b"),
            ("another case", "a", "ab", "Ab"),
            ("another case beyond ASCII", "\u{c9}", "\u{c9}a", "\u{e9}a"),
            ("the same text later in the name", "b", "ba", "ab"),
            ("a shorter name", "abc", "abcd", "ab"),
            ("a quote", "it's", "it's a", "its a"),
            ("the other normal form", HostileText.composed, HostileText.composed + "x", HostileText.decomposed + "x"),
            ("a composed letter", "e", "e\u{301}x", "\u{e9}x"),
        ]
        for (difference, prefix, matching, other) in cases {
            try await trial.scenario("the prefix \(SwiftText.string(prefix)) against \(difference)") {
                let store = try await trial.makeStore()
                let wanted = CallTrace(module: "m", qualname: matching)
                try await store.add([wanted, CallTrace(module: "m", qualname: other)])
                try await store.expectFilter("m", prefix: prefix, gives: [wanted])
            }
        }
        try await trial.scenario("a prefix that is the whole qualname") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "m", qualname: "f")])
            try await store.expectFilter("m", prefix: "f", gives: [CallTrace(module: "m", qualname: "f")])
        }
    }
}
