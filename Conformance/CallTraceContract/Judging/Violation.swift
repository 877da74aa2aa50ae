/// One observation that a clause forbids, with everything that led to it.
public struct Violation: Sendable {
    /// The part of the check that made the observation; empty if it belongs to none.
    public let scenario: String
    /// What the clause demands.
    public let expected: String
    /// What the store did.
    public let got: String

    /// What was done, in order.
    package let steps: [Step]
    private let writeProgram: @Sendable () -> [String]

    /// Describes an observation; the program is written on demand, as shrinking discards most violations.
    init(
        scenario: String,
        steps: [Step],
        expected: String,
        got: String,
        program: @escaping @Sendable () -> [String]
    ) {
        self.scenario = scenario
        self.steps = steps
        self.expected = expected
        self.got = got
        writeProgram = program
    }

    /// The shortest known program that shows it, as lines of Swift to paste into a test that imports `CallTraces`.
    public var program: [String] { writeProgram() }

    /// How many lines the program has.
    var programLength: Int {
        program.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "\n") } + 1 }
    }

    /// Whether a child process took part.
    package var involvesChildProcess: Bool {
        steps.contains { step in
            if case .startProcess = step.operation { true } else { false }
        }
    }
}

extension Violation: CustomStringConvertible {
    /// The scenario, the program, and what was expected and observed.
    public var description: String {
        let parts = [scenario, program.joined(separator: "\n").indented, "expected: \(expected)", "got:      \(got)"]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
