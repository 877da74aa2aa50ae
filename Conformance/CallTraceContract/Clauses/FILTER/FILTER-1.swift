import CallTraces

extension Clause {
    /// FILTER-1: only traces whose module equals `module`, by bytes.
    public static let filter1 = Clause(
        .filter,
        1,
        .must,
        "the module matches whole, by bytes",
        text: """
            Only traces whose module equals `module`, by bytes: no prefix, sub-module, case or wildcard match.
            """,
        hint: "LIKE, prefix or case-insensitive matching of modules, and Swift's `==`; compare UTF-8 bytes instead.",
        deviationExcludes: .otherModules
    ) { trial in
        let pairs = [
            ("a sub-module", "a.b", "a.b.c"),
            ("a longer name", "a", "ab"),
            ("a name with the same ending", "b", "a.b"),
            ("another case", "a.b", "a.B"),
            ("another case beyond ASCII", "\u{e9}", "\u{c9}"),
            ("the wildcard _", "a_b", "axb"),
            ("the wildcard %", "a%", "ab"),
            ("the wildcard *", "a*", "ab"),
            ("the wildcard ?", "a?", "ab"),
            ("a set of characters", "[ab]", "a"),
            ("a space at the end", "a", "a "),
            ("the two normal forms", HostileText.composed, HostileText.decomposed),
            ("a combining mark", "e", "e\u{301}"),
        ]
        for (difference, queried, other) in pairs {
            try await trial.scenario("modules told apart by \(difference)") {
                let store = try await trial.makeStore()
                let wanted = CallTrace(module: queried, qualname: "f")
                try await store.add([wanted, CallTrace(module: other, qualname: "g")])
                try await store.expectFilter(queried, gives: [wanted])
                try await store.expectFilter(other, gives: [CallTrace(module: other, qualname: "g")])
            }
        }
        try await trial.scenario("the modules of recorded calls") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.oneOfEachFunction()
            try await store.add(Batch(traces))
            for (module, traces) in traces.byModule { try await store.expectFilter(module, gives: traces) }
        }
    }
}
