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
        let kinds = (TextCorpus.kinds + [CaseKind("long names that differ at the end", TextCorpus.longTwins)]).map {
            kind in
            CaseKind("modules that differ in \(kind.name)", kind.cases)
        }
        try await trial.scenario("modules that are easily confused", of: kinds, after: Set(PastCall.allCases)) {
            modules in
            let store = try await trial.makeStore()
            try await store.add(inBatches: Batch(modules.map { CallTrace(module: $0, qualname: "f") }))
            return (modules: modules, listed: try await store.listModules())
        } check: { module, prepared in
            let (modules, listed) = prepared
            trial.expect(
                listed.contains { $0.hasSameBytes(as: module) },
                expected: SwiftText.names(modules),
                got: SwiftText.names(listed)
            )
        }
    }
}
