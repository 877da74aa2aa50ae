import CallTraces

extension Clause {
    /// ADD-4: every trace of a batch is stored, small or large.
    public static let add4 = Clause(
        .add,
        4,
        .must,
        "every trace of a batch is stored",
        text: """
            Every trace of a batch is stored, for batches of any size up to at least 50,000, such as 1, 2, 999, 1,000, 1,001, \
            10,000 and 50,000.
            """,
        hint: "how a batch is split up: is the last, incomplete chunk written, and how much does one statement take?"
    ) { trial in
        let sizes = UsualSizes.upTo(50_000)
        // A store may take as long for a query as it has traces, so those of all sizes are not in one store.
        for (smallest, largest) in [(1, 2_500), (2_501, 10_000), (10_001, 20_000), (20_001, 50_000)] {
            let title = "batches of up to \(SwiftText.count(largest, "trace"))"
            let sizes = sizes.filter { (smallest...largest).contains($0) }
            let kinds = sizes.map { CaseKind("a batch of \(SwiftText.grouped($0))", [$0]) }
            try await trial.scenario(title, of: kinds) { sizes in
                let store = try await trial.makeStore()
                for size in sizes { try await store.add(.numbered(0..<size, module: "of\(size).")) }
                var found: [Int: FilterResult] = [:]
                for size in sizes { found[size] = try await store.filter("of\(size).", limit: 1_000_000) }
                return (store, found)
            } check: { size, prepared in
                let (store, found) = prepared
                try await store.expectStored(.numbered(0..<size, module: "of\(size)."), in: found[size])
            }
        }
    }
}

extension TrialStore {
    /// Expects every trace of a batch to be stored, even if a query for all of them does not return it.
    ///
    /// Whether the right traces are returned is for other clauses to judge.
    fileprivate func expectStored(_ batch: Batch, in found: FilterResult?) async throws {
        guard found?.thunks.count != batch.traces.count else { return trial.observe() }
        let names = Set((found?.decoded() ?? []).compactMap(\.qualname))
        let missing = batch.traces.filter { !names.contains(ExactString($0.qualname)) }
        // A query that returns too little is for FILTER-7 to judge.
        for trace in missing.prefix(1) + missing.suffix(1) {
            let alone = try await filter(trace.module, prefix: trace.qualname, limit: 1).decoded()
            if alone.contains(where: { $0.seen(by: .functions) == .trace(trace) }) { return trial.observe() }
        }
        trial.expect(
            missing.isEmpty,
            expected: SwiftText.count(batch.traces.count, "trace"),
            got: """
                \(SwiftText.count(batch.traces.count - missing.count, "trace")); missing, for one: \
                \(missing.first.map(SwiftText.trace) ?? "none")
                """
        )
    }
}

extension Decoded {
    fileprivate var qualname: ExactString? {
        if case .trace(let trace) = self { ExactString(trace.qualname) } else { nil }
    }
}
