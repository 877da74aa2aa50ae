import CallTraces

extension Clause {
    /// LIST-1: every module with a stored trace, once each, and no other.
    public static let list1 = Clause(
        .list,
        1,
        .must,
        "every module once, and no other",
        text: "Every module with a stored trace, once each, and no other.",
        hint: "whether you list one module per trace, or modules that were only queried.",
        deviationExcludes: .listing
    ) { trial in
        try await trial.scenario("modules of several batches, and one that was only queried") {
            let store = try await trial.makeStore()
            try await store.add([CallTrace(module: "a", qualname: "f"), CallTrace(module: "a", qualname: "g")])
            try await store.add([
                CallTrace(module: "a.b", qualname: "f"),
                CallTrace(module: "a", qualname: "f"),
                CallTrace(module: "ab", qualname: "f"),
            ])
            do {
                _ = try await store.filter("only.queried")
            } catch is StoreError {
                // FILTER-10 judges that.
            }
            try await store.add([CallTrace(module: "a.b", qualname: "f")])
            try await store.expectModules(["a", "a.b", "ab"], once: true)
        }
        try await trial.scenario("modules listed before and after each of several adds") {
            let store = try await trial.makeStore()
            try await listBetweenAdds(to: store)
        }
        try await trial.scenario("100 modules with 20 traces each, in batches that each have some of every module") {
            let store = try await trial.makeStore()
            for start in stride(from: 0, to: 20, by: 5) {
                try await store.add(.numbered(start..<start + 5, modules: 0..<100))
            }
            try await store.expectModules((0..<100).map { "other\($0)" }, once: true)
        }
        try await trial.scenario("the modules of recorded calls") {
            let store = try await trial.makeStore()
            let traces = try RecordedTraces.sample()
            try await store.add(Batch(traces))
            try await store.expectModules(traces.byModule.map(\.module), once: true)
        }
    }

    /// Lists modules twice after each add.
    private static func listBetweenAdds(to store: TrialStore) async throws {
        var modules: [String] = []
        for added in [["a"], ["a"], ["b", "a"], ["c", "d"], ["a"]] {
            try await store.add(Batch(added.map { CallTrace(module: $0, qualname: "f\(modules.count)") }))
            for module in added where !modules.contains(module) { modules.append(module) }
            for _ in 1...2 { try await store.expectModules(modules, once: true) }
            _ = try await store.filter("a", limit: 1)
        }
    }
}
