/// What became of a clause; the ways not to pass are never mixed.
public enum Outcome: Sendable {
    /// The store upholds the clause, as was observed at least once.
    case passed
    /// The store breaks a MUST.
    case failed([Violation])
    /// The store breaks a SHOULD.
    case warned([Violation])
    /// The store breaks the clause, as its author says that it does, for the reason given.
    case deviates([Violation], reason: String)
    /// The subject's declarations leave nothing to judge, for the reason given.
    case notApplicable(String)
    /// No judgement could be made, for a reason that is not the store's.
    case kitError(String)

    /// The outcome in a word or two.
    public var name: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .warned: "warned"
        case .deviates: "deviates"
        case .notApplicable: "not applicable"
        case .kitError: "kit error"
        }
    }

    /// The violations, if there are any.
    public var violations: [Violation] {
        switch self {
        case .failed(let violations), .warned(let violations), .deviates(let violations, _): violations
        case .passed, .notApplicable, .kitError: []
        }
    }

    /// The names of all outcomes, in the order in which they are counted.
    public static let names = ["passed", "failed", "warned", "deviates", "not applicable", "kit error"]

    /// Whether nothing speaks against the store.
    var isUpheld: Bool {
        switch self {
        case .passed, .notApplicable: true
        case .failed, .warned, .deviates, .kitError: false
        }
    }
}
