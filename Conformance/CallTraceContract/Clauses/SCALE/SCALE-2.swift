import CallTraces

extension Clause {
    /// SCALE-2: re-adding the same traces does not make reading ever more expensive.
    public static let scale2 = Clause(
        .scale,
        2,
        .should,
        "re-adding does not slow reading",
        text: "Re-adding the same traces does not increase the cost of `filter` and `listModules` without bound.",
        hint: "where identical traces collapse; collapse them in `add`, or every `filter` scans all the copies.",
        alternatives: [
            .notApplicable(.keepsDuplicates, "each copy is returned, and takes time")
        ],
        since: .version1_1,
        isOptIn: true
    ) { trial in
        try await trial.scenario("200 traces of 20 modules, added once and 50 times", after: []) {
            let (once, often) = (try await trial.makeStore(), try await trial.makeStore())
            let batch = Batch.numbered(0..<10, modules: 0..<20)
            try await once.add(batch)
            let again = Batch([], swift: "(0..<50).flatMap { _ in \(batch.swift) }")
            try await trial.recorder.summarizing(as: .add(store: often.number, batch: again)) {
                for _ in 0..<50 { try await often.add(batch) }
            }
            try await trial.expectNoSlower("filter", small: once, large: often) { store in
                _ = try await store.filter("other7")
            }
            try await trial.expectNoSlower("listModules", small: once, large: often) { store in
                _ = try await store.listModules()
            }
        }
    }
}
