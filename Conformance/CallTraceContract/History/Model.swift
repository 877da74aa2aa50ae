import CallTraces

/// The reference model as a value: what a store with one connection string holds, and what it must return.
///
/// It is a value so that a search can keep many of them.
struct Model: Hashable, Sendable {
    /// What the model demands of a store.
    struct Rules: Hashable, Sendable {
        /// Whether identical traces are returned once (FILTER-9).
        var collapsesDuplicates = true
        /// Whether results are newest first (FILTER-4); otherwise any order will do.
        var isOrdered = true
    }

    private let rules: Rules

    /// Whether results are newest first (FILTER-4).
    var isOrdered: Bool { rules.isOrdered }

    /// The stored traces, oldest first.
    private(set) var traces: [CallTrace] = []

    init(_ rules: Rules = Rules()) {
        self.rules = rules
    }

    /// Stores a batch, leaving out what cannot be serialized (ADD-6); a trace added again becomes the newest (FILTER-9).
    mutating func add(_ batch: [CallTrace]) {
        for trace in batch where trace.isSerializable {
            if rules.collapsesDuplicates { traces.removeAll { $0 == trace } }
            traces.append(trace)
        }
    }

    /// The newest traces of a module, newest first; `nil` means that a negative limit is an error (FILTER-8).
    func filter(module: String, qualnamePrefix: String?, limit: Int?) -> [CallTrace]? {
        let limit = limit ?? 2_000
        guard limit >= 0 else { return nil }
        return traces.reversed()
            .filter { $0.module.hasSameBytes(as: module) && $0.qualname.hasBytePrefix(qualnamePrefix ?? "") }
            .prefix(limit)
            .map(\.self)
    }

    /// The modules of the stored traces, once each.
    var modules: [String] { traces.byModule.map(\.module) }

    /// Whether a result is what the model demands.
    func accepts(_ found: [Decoded], as expected: [CallTrace]) -> Bool {
        let expected = expected.map(Decoded.trace)
        if rules.isOrdered { return found == expected }
        func counts(_ decoded: [Decoded]) -> [Decoded: Int] {
            Dictionary(decoded.map { ($0, 1) }, uniquingKeysWith: +)
        }
        return counts(found) == counts(expected)
    }
}

extension Model.Rules {
    /// The rules for a subject, without what its histories exclude.
    init(for subject: AnySubject, excluding exclusions: HistoryExclusions = []) {
        self.init(collapsesDuplicates: subject.collapsesDuplicates, isOrdered: !exclusions.contains(.order))
    }
}
