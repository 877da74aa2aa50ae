/// The verdicts on one store, and what follows from them.
public struct Report: Sendable {
    /// What the verdicts add up to.
    public enum Conclusion: Sendable {
        /// No MUST is broken, and something was judged.
        case conforms
        /// No MUST is broken except in known deviations.
        case deviates
        /// A MUST is broken.
        case doesNotConform
        /// Nothing was judged, or nothing applies, which does not count as conformance.
        case unjudged
        /// Nothing is known to be broken, but something could not be judged.
        case kitError
    }

    /// The verdicts, in the order of the contract.
    public let verdicts: [Verdict]

    /// How long the run took, from the start of the first verdict to the end of the last.
    public let duration: Duration

    /// Creates a report.
    ///
    /// - Parameters:
    ///   - verdicts: The verdicts on one store, in the order of the contract.
    ///   - duration: How long the run took; the sum of the verdicts' durations unless given, which is too long if
    ///     clauses were judged at the same time.
    public init(_ verdicts: [Verdict], duration: Duration? = nil) {
        self.verdicts = verdicts
        self.duration = duration ?? verdicts.map(\.duration).reduce(.zero, +)
    }

    /// The name of the store; empty if there are no verdicts.
    public var storeName: String { verdicts.first?.storeName ?? "" }

    /// Whether every clause of the contract that is not opt-in has a verdict: a part says nothing about the whole.
    public var isComplete: Bool {
        Set(verdicts.map(\.clause)).isSuperset(of: Contract.defaultClauses)
    }

    /// What the verdicts add up to: a failure outweighs a kit error, and a run that judged nothing does not conform.
    public var conclusion: Conclusion {
        let outcomes = Set(verdicts.map(\.outcome))
        if outcomes.contains(.failed) { return .doesNotConform }
        if outcomes.contains(.kitError) { return .kitError }
        if outcomes.contains(.deviates) { return .deviates }
        return outcomes.isDisjoint(with: [.passed, .warned]) ? .unjudged : .conforms
    }

    /// The conclusion as a sentence, such as `RedisStore conforms`, or `RedisStore, 2 of 46 clauses judged: passed`.
    public var sentence: String {
        guard !isComplete, conclusion != .unjudged else { return "\(storeName) \(conclusion.predicate)" }
        let judged = verdicts.count { $0.outcome != .notApplicable && $0.outcome != .kitError }
        let total = Contract.total(choosing: verdicts.map(\.clause))
        return "\(storeName), \(judged) of \(total) clauses judged: \(conclusion.resultOfPart)"
    }

    /// How many calls of the store the run made.
    public var calls: Int { verdicts.map(\.calls).reduce(0, +) }

    /// How many traces the run added.
    public var traces: Int { verdicts.map(\.traces).reduce(0, +) }

    /// The calls and traces as a sentence: `8,000 calls, 20,000 traces added`.
    package var effort: String { "\(SwiftText.count(calls, "call")), \(SwiftText.count(traces, "trace")) added" }

    /// How many verdicts have each outcome, in a fixed order and including zeros.
    public var counts: [(outcome: Verdict.Outcome, count: Int)] {
        Verdict.Outcome.allCases.map { outcome in (outcome, verdicts.count { $0.outcome == outcome }) }
    }
}

extension Report.Conclusion {
    /// What the run says about the store, after its name.
    fileprivate var predicate: String {
        switch self {
        case .conforms: "conforms"
        case .deviates: "conforms except for its known deviations"
        case .doesNotConform: "does not conform"
        case .unjudged: "was not judged by any clause"
        case .kitError: "could not be judged"
        }
    }

    /// What a part of the contract says about the store.
    fileprivate var resultOfPart: String {
        switch self {
        case .conforms: "passed"
        case .deviates: "passed except for known deviations"
        case .doesNotConform: "failed"
        case .unjudged: "nothing"
        case .kitError: "some could not be judged"
        }
    }
}
