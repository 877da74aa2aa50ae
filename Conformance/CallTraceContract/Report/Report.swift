/// The verdicts of a run, and what follows from them.
public struct Report: Sendable {
    /// What a run says of the store.
    public enum Conclusion: Sendable {
        /// No MUST is broken and something was judged.
        case conforms
        /// No MUST is broken but those that are known to be.
        case deviates
        /// A MUST is broken.
        case doesNotConform
        /// No clause was judged, or none applies, which is no conformance either.
        case unjudged
        /// Nothing is broken as far as was judged, and something could not be judged.
        case kitError
    }

    /// The verdicts, in the order of the contract.
    public let verdicts: [Verdict]

    /// Creates a report.
    ///
    /// - Parameter verdicts: The verdicts, in the order of the contract.
    public init(_ verdicts: [Verdict]) {
        self.verdicts = verdicts
    }

    /// What the verdicts add up to: one failure outweighs a kit error, and a run that judged nothing does not conform.
    public var conclusion: Conclusion {
        var isJudged = false
        var isDeviating = false
        var isKitError = false
        for verdict in verdicts {
            switch verdict.outcome {
            case .failed: return .doesNotConform
            case .kitError: isKitError = true
            case .deviates: isDeviating = true
            case .passed, .warned: isJudged = true
            case .notApplicable: break
            }
        }
        if isKitError { return .kitError }
        if isDeviating { return .deviates }
        return isJudged ? .conforms : .unjudged
    }

    /// How often each outcome occurred, by its name, in a fixed order and zeros included.
    public var counts: [(name: String, count: Int)] {
        Outcome.names.map { name in (name, verdicts.count { $0.outcome.name == name }) }
    }
}
