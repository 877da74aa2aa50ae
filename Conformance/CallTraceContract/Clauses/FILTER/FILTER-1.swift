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
        let kinds = (TextCorpus.kinds + [CaseKind("long names that differ at the end", TextCorpus.longTwins)]).map {
            kind in
            CaseKind("modules told apart by \(kind.name)", kind.cases)
        }
        try await trial.scenario("modules that are easily confused", of: kinds) { modules in
            let store = try await trial.makeStore()
            try await store.add(inBatches: Batch(modules.map { CallTrace(module: $0, qualname: "f") }))
            return store
        } check: { module, store in
            try await store.expectFilter(module, gives: [CallTrace(module: module, qualname: "f")])
        }
        try await trial.scenario("the modules of recorded calls") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.oneOfEachFunction()
            try await store.add(Batch(traces))
            for (module, traces) in traces.byModule { try await store.expectFilter(module, gives: traces) }
        }
    }
}
