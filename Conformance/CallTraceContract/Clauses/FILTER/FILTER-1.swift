import CallTraces

extension Clause {
    /// FILTER-1: only traces whose module equals `module`, by bytes.
    public static let filter1 = Clause(
        .filter,
        1,
        .must,
        "the module matches whole, by bytes",
        text: """
            Only traces whose module equals `module`, by bytes: no prefix, sub-module, case or wildcard match, and no \
            equivalence of characters; for modules up to 1 MiB.
            """,
        hint: "LIKE, prefix or case-insensitive matching of modules, and Swift's `==`; compare UTF-8 bytes instead.",
        deviationExcludes: .otherModules
    ) { trial in
        // A store may compare every module with the one of a query, so long modules are not in the store of many queries.
        let long = [CaseKind("long names that differ at the end", TextCorpus.longTwins)]
        for (title, kinds) in [("modules that are easily confused", TextCorpus.kinds), ("long modules", long)] {
            let kinds = kinds.map { CaseKind("modules told apart by \($0.name)", $0.cases) }
            try await trial.scenario(title, of: kinds) { modules in
                let store = try await trial.makeStore()
                try await store.add(inBatches: Batch(modules.map { CallTrace(module: $0, qualname: "f") }))
                return store
            } check: { module, store in
                try await store.expectFilter(module, gives: [CallTrace(module: module, qualname: "f")])
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
