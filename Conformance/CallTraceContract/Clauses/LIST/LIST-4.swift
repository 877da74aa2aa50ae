import CallTraces

extension Clause {
    /// LIST-4: names of modules differ by bytes.
    public static let list4 = Clause(
        .list,
        4,
        .must,
        "modules differ by bytes",
        text: """
            Names are compared by bytes: `a.B`, `a.b`, both normal forms of a name, and names with quotes are different \
            modules.
            """,
        hint: "a Set or Dictionary of Swift strings, which merges both normal forms, and case-insensitive collations.",
        deviationExcludes: .listing
    ) { trial in
        let groups = [
            ("case", ["a.B", "a.b"]),
            ("case beyond ASCII", ["\u{e9}", "\u{c9}"]),
            ("normal form", [HostileText.composed, HostileText.decomposed]),
            ("quotes", ["a'b", "a\"b", "a`b", "ab"]),
            ("spaces", ["a", "a ", " a"]),
        ]
        for (difference, modules) in groups {
            try await trial.scenario("modules that differ in \(difference)") {
                let store = try await trial.makeStore()
                try await store.add(Batch(modules.map { CallTrace(module: $0, qualname: "f") }))
                try await store.expectModules(modules)
            }
        }
    }
}
