import CallTraces

extension Clause {
    /// LIST-2: there is no limit on modules.
    public static let list2 = Clause(
        .list,
        2,
        .must,
        "there is no limit on modules",
        text: "There is no limit on modules: 5,000 are all listed, and the traces of each are found.",
        hint: "a limit, page size or cap on the list.",
        deviationExcludes: .listing
    ) { trial in
        let modules = (0..<5_000).map { "m\($0)." }
        func batch(_ numbers: Range<Int>) -> Batch {
            Batch(
                modules[numbers].map { CallTrace(module: $0, qualname: "f") },
                swift: "(\(SwiftText.range(numbers))).map { CallTrace(module: \"m\\($0).\", qualname: \"f\") }"
            )
        }
        try await trial.scenario("5,000 modules", after: []) {
            let store = try await trial.makeStore()
            try await store.add(inBatches: batch(modules.indices))
            try await store.expectModules(modules)
        }
        try await trial.scenario("5,000 modules, listed at many counts on the way", after: Set(PastCall.allCases)) {
            let store = try await trial.makeStore()
            var listed = 0
            for count in UsualSizes.upTo(5_000) {
                try await store.add(inBatches: batch(listed..<count))
                try await store.expectModules(Array(modules[..<count]))
                listed = count
            }
            for module in [0, 1, 255, 256, 999, 1_000, 1_023, 1_024, 4_095, 4_096, 4_998, 4_999] {
                try await store.expectFilter(
                    "m\(module).",
                    limit: 10_000,
                    gives: [CallTrace(module: "m\(module).", qualname: "f")]
                )
            }
        }
    }
}
