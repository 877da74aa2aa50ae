import CallTraces

extension Clause {
    /// FILTER-11: reading changes nothing.
    public static let filter11 = Clause(
        .filter,
        11,
        .must,
        "reading changes nothing",
        text: """
            Reading changes nothing: the same call twice, with no `add` between, gives the same list in the same order; and \
            whatever was read before, a query returns what it would return had nothing been read, after an `add`, too.
            """,
        hint: "caches filled by one query and read by another, results consumed on reading, and undefined sort orders.",
        deviationExcludes: .everything
    ) { trial in
        try await trial.scenario("a query repeated between other reads") {
            let store = try await trial.makeStore()
            try await store.add(.numbered(0..<20))
            try await store.add([CallTrace(module: "n", qualname: "f")])
            let whole = try await store.filter("m").decoded()
            let some = try await store.filter("m", prefix: "f1", limit: 11).decoded()
            for _ in 1...3 {
                _ = try await store.listModules()
                _ = try await store.filter("n").decoded()
                _ = try await store.filter("m", limit: 0)
                trial.expect(try await store.filter("m").decoded(), same: whole, because: "as the first time")
                trial.expect(
                    try await store.filter("m", prefix: "f1", limit: 11).decoded(),
                    same: some,
                    because: "as the first time"
                )
            }
        }
        try await trial.scenario("queries that share parts, asked one after another, in both orders") {
            let store = try await trial.makeStore()
            let traces = ["C.f", "C.g", "c.f", "C", "D.f", "f1", "f11", "f"].flatMap { qualname in
                ["m", "m.C", "M", "m.D", "mC"].map { CallTrace(module: $0, qualname: qualname) }
            }
            try await store.add(Batch(traces))
            let unread = UnreadStores(trial)
            for query in Self.related + Self.related.reversed() {
                try await store.expect(query, gives: traces, as: unread, after: ([Batch(traces)], byAnother: false))
            }
        }
        try await trial.scenario("a query asked 520 times", after: []) {
            let store = try await trial.makeStore()
            let trace = CallTrace(module: "m", qualname: "f")
            try await store.add([trace])
            let before = try await store.filter("m").decoded()
            await store.use([.filter], of: "m", times: 520)
            trial.expect(try await store.filter("m").decoded(), same: before, because: "as the first time")
            try await store.expectModules(["m"])
        }
        for first in [1, 2] {
            // What one store answers from, the adds of another must empty, too.
            let title = "queries and lists before and after each of several adds, the first of \(first)"
            try await trial.scenario(title) {
                let older = try await trial.makeStore()
                guard trial.subject.isPersistent else {
                    return try await askBetweenAdds(to: older, readingFrom: [older], first: first)
                }
                // Whether it can be opened again is for MAKE-2 to judge.
                guard let store = try? await trial.makeStore(older.connectionString),
                    let newer = try? await trial.makeStore(older.connectionString)
                else { return trial.observe() }
                try await askBetweenAdds(to: store, readingFrom: [store, older, newer], first: first)
            }
        }
    }

    private typealias Query = (module: String, prefix: String?, limit: Int?)

    /// Queries that share a module, a prefix, a limit, or a text once the parts are joined.
    private static let related: [Query] =
        [
            ("m", nil, nil), ("m", "", nil), ("m", "C", nil), ("m", "C.", nil), ("m", "c.", nil), ("m", "D", nil),
            ("m.C", nil, nil), ("m.C", "f", nil), ("M", nil, nil), ("M", "C", nil), ("mC", nil, nil), ("m", "f", 12),
            ("m", "f1", 2), ("m", "f11", nil), ("m", "f1", 1), ("m", "f", 1), ("m", nil, 1), ("m", nil, 2),
            ("m", nil, 0), ("m", "C", 0), ("m", "C", 1), ("m.D", nil, 2), ("m.D", "f", nil), ("n", nil, nil),
        ]

    /// Asks queries that share a module, a prefix, or a limit before each add and after it, and lists the modules.
    ///
    /// Each add differs from the next in the number of its traces, and in whether it is of known modules.
    private static func askBetweenAdds(
        to store: TrialStore,
        readingFrom readers: [TrialStore],
        first: Int
    ) async throws {
        let queries: [Query] = [
            ("m", nil, nil), ("m", "f", nil), ("m", "g", nil), ("m", "f", 2), ("m", nil, 1), ("m", nil, 5),
            ("n", nil, nil),
            ("o", nil, nil),
        ]
        let batches: [[(module: String, qualname: String)]] = [
            first == 1 ? [("m", "f0")] : [("n", "f0"), ("m", "f0")],
            [("m", "f1"), ("m", "g1")], [("m", "g2")], [("n", "f1")], [("n", "g1"), ("m", "f2"), ("o", "f")],
            [("p", "f"), ("m", "f3")], [("q", "f")], [("m", "g1")], [("r", "f"), ("s", "f")],
        ]
        // Reading a store without traces is for MAKE-1 to judge.
        for reader in readers {
            for query in queries {
                _ = try? await reader.filter(query.module, prefix: query.prefix, limit: query.limit)
            }
            _ = try? await reader.listModules()
        }
        let unread = UnreadStores(store.trial)
        var traces: [CallTrace] = []
        var added: [Batch] = []
        for batch in batches.map({ $0.map { CallTrace(module: $0, qualname: $1) } }) {
            added.append(Batch(batch))
            try await store.add(Batch(batch))
            if store.trial.subject.collapsesDuplicates { traces.removeAll(where: batch.contains) }
            traces += batch
            for reader in readers {
                let added = (batches: added, byAnother: reader !== store)
                for query in queries { try await reader.expect(query, gives: traces, as: unread, after: added) }
                try await reader.expectList(of: traces.byModule.map(\.module), as: unread, after: added)
            }
        }
    }
}

extension TrialStore {
    /// Expects the newest of the traces that match a query, or what a store returns that has the same adds and was not
    /// read: that an answer is wrong in any case is for others to judge.
    fileprivate func expect(
        _ query: (module: String, prefix: String?, limit: Int?),
        gives traces: [CallTrace],
        as unread: UnreadStores,
        after added: UnreadStores.Adds
    ) async throws {
        let matching = traces.filter {
            $0.module.hasSameBytes(as: query.module) && $0.qualname.hasBytePrefix(query.prefix ?? "")
        }
        let expected = matching.suffix(query.limit ?? 2_000).reversed().map { Decoded.trace($0) }
        func answer(of store: TrialStore) async -> [Decoded]? {
            try? await store.filter(query.module, prefix: query.prefix, limit: query.limit).decoded()
                .map { $0.seen(by: .functions) }
        }
        let found = await answer(of: self)
        guard found != expected else { return trial.observe() }
        guard let other = await unread.answer(to: "\(query)", after: added, answer) else { return trial.observe() }
        trial.expect(
            found == other,
            expected: "as from a store that was not read: " + (other.map { Trial.listing($0) } ?? "an error"),
            got: found.map { Trial.listing($0) } ?? "an error"
        )
    }

    /// Expects modules to be listed, or what a store lists that has the same adds and was not read.
    fileprivate func expectList(
        of modules: [String],
        as unread: UnreadStores,
        after added: UnreadStores.Adds
    ) async throws {
        func list(of store: TrialStore) async -> [ExactString]? {
            try? await store.listModules().map(ExactString.init).filter { $0 != ExactString(PastCall.module) }
                .sorted()
        }
        let found = await list(of: self)
        guard found != modules.map(ExactString.init).sorted() else { return trial.observe() }
        guard let other = await unread.answer(to: "modules", after: added, list) else { return trial.observe() }
        trial.expect(
            found == other,
            expected: "as from a store that was not read: " + SwiftText.names((other ?? []).map(\.string)),
            got: SwiftText.names((found ?? []).map(\.string))
        )
    }
}

/// New stores with some batches, of which nothing was read: each is asked one query, which no other has to ask again.
private final class UnreadStores {
    /// What was added, by the store itself or by another of its connection string.
    typealias Adds = (batches: [Batch], byAnother: Bool)

    private let trial: Trial
    private var answers: [String: any Sendable] = [:]

    init(_ trial: Trial) {
        self.trial = trial
    }

    /// What such a store answers, or `nil` if it cannot be opened, or throws when traces are added.
    func answer<Answer: Sendable>(
        to query: String,
        after added: Adds,
        _ ask: (TrialStore) async -> Answer
    ) async -> Answer? {
        let key = "\(query) \(added.batches.count) \(added.byAnother)"
        if let known = answers[key], let answer = known as? Answer { return answer }
        guard let store = try? await store(with: added) else { return nil }
        let answer = await ask(store)
        answers[key] = answer
        return answer
    }

    private func store(with added: Adds) async throws -> TrialStore {
        try await trial.recorder.summarizing {
            let store = try await trial.makeStore()
            let adding = added.byAnother ? try await trial.makeStore(store.connectionString) : store
            for batch in added.batches { try await adding.add(batch) }
            return store
        }
    }
}
