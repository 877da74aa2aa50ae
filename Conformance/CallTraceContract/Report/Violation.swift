/// One observation that a clause forbids, with everything that was done to see it.
public struct Violation: Sendable {
    /// The broken clause.
    public let clause: Clause
    /// The type of the store.
    public let storeName: String
    /// The part of the check that saw it.
    public let scenario: String
    /// What was done, in order.
    public let steps: [Step]
    /// The shortest program that shows it, as lines of Swift that can be pasted into a test.
    public let program: [String]
    /// What the clause demands.
    public let expected: String
    /// What the store did.
    public let got: String
}

extension Violation {
    /// Whether another process had a part in it.
    package var involvesOtherProcess: Bool {
        steps.contains { step in
            if case .startWriter = step.operation { true } else { false }
        }
    }
}

extension Violation: CustomStringConvertible {
    /// The story of the violation, as Swift and two sentences.
    public var description: String {
        """
        \(scenario.isEmpty ? clause.title : scenario)
        \(program.joined(separator: "\n").indented)
        expected: \(expected)
        got:      \(got)
        """
    }
}

extension String {
    /// Every line moved to the right.
    var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
    }
}
