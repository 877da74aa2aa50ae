import CallTraces

extension Trial {
    /// Runs a scenario with many traces once, on used stores, unless a smaller one has failed already and says what is
    /// wrong.
    func scenarioAtSize(_ title: String, _ body: () async throws -> Void) async throws {
        guard findings.violations.isEmpty else { return }
        try await scenario(title, after: [.add, .filter], body)
    }

    /// Judges many cases at once, in as few calls as possible, and reports the fewest that fail.
    ///
    /// All cases share their stores first. If some fail, the first of each of a few kinds is judged alone, and if it does not
    /// fail alone, with fewer and fewer of the others, so that the printed program stays short. Once a clause has as many
    /// violations as that, other cases would not say more.
    ///
    /// - Parameters:
    ///   - title: The scenario of all cases together.
    ///   - kinds: The cases, by kind; the name of a kind is the scenario of its smallest failure.
    ///   - past: The kinds of calls that every store has answered before; a failure on a new store is preferred.
    ///   - areAkin: Whether a case that fails may do so because of another, although they are of different kinds.
    ///   - culprits: Because of which others a case has failed, as their positions among those that were prepared.
    ///   - prepare: Adds some cases to a store of its own, and reads what all checks need.
    ///   - check: Judges one of the cases that were prepared.
    /// - Throws: ``KitError`` when something goes wrong that is not the store's.
    func scenario<Case: Sendable, Found>(
        _ title: String,
        of kinds: [CaseKind<Case>],
        after past: Set<PastCall> = [.add, .filter],
        areAkin: ((Case, Case) -> Bool)? = nil,
        culprits: ((Case, Found) -> [Int])? = nil,
        prepare: ([Case]) async throws -> Found,
        check: (Case, Found) async throws -> Void
    ) async throws {
        guard findings.violations.count < Self.reportedKinds else { return }
        let cases = kinds.flatMap { kind in kind.cases.map { (kind: kind.name, value: $0) } }

        /// Judges some of the cases, each kind until the first failure.
        func judge(
            _ indices: [Int],
            checking checked: [Int],
            _ title: String,
            after past: Set<PastCall>
        ) async throws -> [Failure] {
            let first = findings.violations.count
            var failed: [(index: Int, culprits: [Int], violation: Int)] = []
            func isOfFailedKind(_ index: Int) -> Bool {
                failed.contains { cases[$0.index].kind == cases[index].kind }
            }
            try await scenario(title, after: past) {
                let found = try await prepare(indices.map { cases[$0].value })
                for index in checked where !isOfFailedKind(index) {
                    guard failed.count < Self.reportedKinds else { break }
                    let count = findings.violations.count
                    do {
                        try await check(cases[index].value, found)
                    } catch let error as StoreError {
                        expect(false, expected: "no error", got: "threw \(describe(error.error))")
                    }
                    guard findings.violations.count > count else { continue }
                    // A store may return what was never added, or again and again.
                    let blamed = Set(culprits?(cases[index].value, found) ?? []).intersection(indices.indices)
                    failed.append((index, blamed.sorted().map { indices[$0] }, count - first))
                }
            }
            let violations = findings.withdrawViolations(from: first)
            guard !failed.isEmpty else { return violations.prefix(1).map { (nil, [], $0) } }
            return failed.map { ($0.index, $0.culprits, violations[$0.violation]) }
        }

        let start = (calls: calls, traces: traces)
        let failures = try await judge(Array(cases.indices), checking: Array(cases.indices), title, after: past)
        guard !failures.isEmpty else { return }
        // Shrinking takes at most three times as many calls and traces as the cases themselves, or a few more.
        let end = (calls: 4 * calls - 3 * start.calls + 200, traces: 4 * traces - 3 * start.traces + 2_000)

        /// The violation of the fewest cases that still fail, the one that failed among them.
        func fewest(_ failure: Failure) async throws -> Violation {
            let suspect = failure.index.map { [$0] } ?? []
            var (shortest, others) = (failure.violation, cases.indices.filter { $0 != failure.index })
            let title = failure.index.map { cases[$0].kind } ?? title
            // A mistake that shows on new stores has the shorter program.
            let pasts = past.isEmpty ? [past] : [[], past]
            for past in pasts where !suspect.isEmpty {
                if let alone = try await judge(suspect, checking: suspect, title, after: past).first {
                    return alone.violation
                }
            }
            // The fewer others a case fails with, the sooner it is known with which.
            let candidates = suspect.flatMap { index in
                [
                    failure.culprits.filter { $0 != index },
                    others.filter { cases[$0].kind == cases[index].kind },
                    others.filter { areAkin?(cases[$0].value, cases[index].value) == true },
                ]
            }
            var past = past
            for fewer in candidates where !fewer.isEmpty {
                var found: Violation?
                for tried in pasts where found == nil {
                    found = try await judge((fewer + suspect).sorted(), checking: suspect, title, after: tried)
                        .first?.violation
                    if let found { (shortest, others, past) = (found, fewer, tried) }
                }
                if found != nil { break }
            }
            var size = (others.count + 1) / 2
            while size > 0 {
                var position = 0
                while position < others.count, calls < end.calls, traces < end.traces {
                    var fewer = others
                    fewer.removeSubrange(position..<min(position + size, others.count))
                    if let shorter = try await judge((fewer + suspect).sorted(), checking: suspect, title, after: past)
                        .first
                    {
                        (shortest, others) = (shorter.violation, fewer)
                    } else {
                        position += size
                    }
                }
                size = size == 1 ? 0 : (size + 1) / 2
            }
            return shortest
        }

        for failure in failures { findings.report(try await fewest(failure)) }
    }

    /// The case that failed, or `nil` if the cases could not even be added, those because of which it did, and how.
    private typealias Failure = (index: Int?, culprits: [Int], violation: Violation)

    /// How many kinds of failing cases are reported; the first few say what is wrong.
    private static var reportedKinds: Int { 5 }
}

/// What a store returned for the modules of some traces.
final class FoundTraces {
    private let found: [ExactString: [Decoded]]
    private lazy var distinct = found.mapValues(Set.init)

    init(_ found: [ExactString: [Decoded]]) {
        self.found = found
    }

    /// What was returned for a module.
    subscript(module: String) -> [Decoded] { found[ExactString(module)] ?? [] }

    /// Whether a trace was returned for its module.
    func contains(_ trace: CallTrace) -> Bool {
        distinct[ExactString(trace.module)]?.contains(.trace(trace)) ?? false
    }
}

extension TrialStore {
    /// Queries every module of some traces.
    func filterModules(of traces: [CallTrace]) async throws -> FoundTraces {
        var found: [ExactString: [Decoded]] = [:]
        for trace in traces where found[ExactString(trace.module)] == nil {
            found[ExactString(trace.module)] = try await filter(trace.module, limit: 100_000).decoded()
        }
        return FoundTraces(found)
    }
}

extension Trial {
    /// Adds traces to a fresh store, and queries their modules.
    func foundAfterAdding(_ traces: [CallTrace]) async throws -> FoundTraces {
        let store = try await makeStore()
        try await store.add(inBatches: Batch(traces))
        return try await store.filterModules(of: traces)
    }

    /// Whether a trace comes back when it is alone in a new store; this is not part of the program.
    func isKeptAlone(_ trace: CallTrace) async throws -> Bool {
        try await recorder.summarizing {
            let store = try await makeNewStore()
            try await store.add([trace])
            return try await store.filterModules(of: [trace]).contains(trace)
        }
    }

    /// Expects a trace to be returned with every part equal.
    func expect(_ found: FoundTraces, toHold trace: CallTrace) {
        expect(
            found.contains(trace),
            expected: "among the result: " + Self.listing([.trace(trace)]),
            got: Self.listing(found[trace.module])
        )
    }
}
