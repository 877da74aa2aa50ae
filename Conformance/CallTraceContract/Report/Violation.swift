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
    private let writesProgram: @Sendable () -> [String]
    /// What the clause demands.
    public let expected: String
    /// What the store did.
    public let got: String
}

extension Violation {
    /// Describes an observation.
    ///
    /// - Parameters:
    ///   - clause: The broken clause.
    ///   - storeName: The type of the store.
    ///   - scenario: The part of the check that saw it.
    ///   - steps: What was done, in order.
    ///   - expected: What the clause demands.
    ///   - got: What the store did.
    ///   - program: Writes the program; it is asked for when the program is, as a shrinker throws most violations away.
    init(
        clause: Clause,
        storeName: String,
        scenario: String,
        steps: [Step],
        expected: String,
        got: String,
        program: @escaping @Sendable () -> [String]
    ) {
        self.clause = clause
        self.storeName = storeName
        self.scenario = scenario
        self.steps = steps
        self.expected = expected
        self.got = got
        writesProgram = program
    }

    /// The shortest program that shows it, as lines of Swift that can be pasted into a test.
    public var program: [String] { writesProgram() }
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
