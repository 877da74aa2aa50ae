import CallTraces

extension Clause {
    /// ADD-4: every trace of a batch is stored, small or large.
    public static let add4 = Clause(
        .add,
        4,
        .must,
        "every trace of a batch is stored",
        text: """
            Every trace of a batch is stored, for batches of 1, 2, 999, 1,000, 1,001, 10,000 and 50,000, for sizes around \
            powers of two, and up to 65,537.
            """,
        hint: "how a batch is split up: is the last, incomplete chunk written, and how much does one statement take?"
    ) { trial in
        // Below, at, above, and a multiple of the limits of statements, pages, and counters.
        let sizes = [
            1, 2, 3, 16, 63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 512, 513, 999, 1_000, 1_001, 1_023, 1_024,
            1_025,
            8_192, 10_000,
        ]
        let kinds = sizes.map { CaseKind("a batch of \(SwiftText.grouped($0))", [$0]) }
        try await trial.scenario("batches of many sizes", of: kinds) { sizes in
            let store = try await trial.makeStore()
            for size in sizes { try await store.add(.numbered(0..<size, module: "of\(size)")) }
            var found: [Int: FilterResult] = [:]
            for size in sizes { found[size] = try await store.filter("of\(size)", limit: size + 1) }
            return (store, found)
        } check: { size, prepared in
            let (store, found) = prepared
            try await store.expectStored(.numbered(0..<size, module: "of\(size)"), in: found[size])
        }
        for size in [50_000, 65_537] {
            try await trial.scenario("a batch of \(SwiftText.grouped(size))") {
                let store = try await trial.makeStore()
                let batch = Batch.numbered(0..<size, module: "m")
                try await store.add(batch)
                try await store.expectStored(batch, in: store.filter("m", limit: size + 1))
            }
        }
    }
}

extension TrialStore {
    /// Expects every trace of a batch to be stored, even if a query for all of them does not return it.
    fileprivate func expectStored(_ batch: Batch, in found: FilterResult?) async throws {
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
