/// How many random histories a store is judged by, how long they are, and the seed that generates them.
///
/// Equal values generate equal histories on every machine. The verdicts of the group MODEL state them.
public struct Histories: Hashable, Sendable, CustomStringConvertible {
    /// How many histories each clause of the group MODEL plays; values below 1 count as 1.
    public var count: Int

    /// The maximum number of operations in a history of MODEL-1, before its final queries; values below 1 count as 1.
    public var steps: Int

    /// The seed of the random generator.
    public var seed: UInt64

    /// Describes a set of histories.
    ///
    /// - Parameters:
    ///   - count: How many histories each clause plays.
    ///   - steps: How many operations each history has.
    ///   - seed: The seed. It is fixed by default, so that a verdict does not change from run to run; vary it, in a
    ///     nightly run for example, to explore other histories.
    public init(count: Int = 40, steps: Int = 30, seed: UInt64 = 1) {
        self.count = max(1, count)
        self.steps = max(1, steps)
        self.seed = seed
    }

    /// How many calls of the store shrinking may take: about twice those of a run that passes, so that a failing run takes
    /// at most three times as long.
    package var callsForShrinking: Int { max(3_000, 2 * count * (steps + 8)) }

    /// The values as a report shows them: `40 random histories of 30 steps, seed 1`.
    public var description: String {
        "\(SwiftText.grouped(count)) random histories of \(SwiftText.grouped(steps)) steps, seed \(seed)"
    }
}
