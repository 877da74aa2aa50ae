/// How many random histories a store is put to, how long they are, and from which seed they come.
///
/// Equal values give equal histories, on every machine. The report of MODEL-1 and MODEL-2 prints all three.
public struct Histories: Hashable, Sendable, CustomStringConvertible {
    /// How many histories each clause of the group MODEL plays.
    public var count: Int

    /// How many operations a history of MODEL-1 has at most, before the questions that end it.
    public var steps: Int

    /// The number from which the histories are made.
    public var seed: UInt64

    /// Describes histories.
    ///
    /// - Parameters:
    ///   - count: How many, at least one; fewer are taken for one.
    ///   - steps: How many operations each has, at least one; fewer are taken for one.
    ///   - seed: The number from which they are made. It stands still by default, so that a verdict does not change from
    ///     run to run; another seed, from a clock say, looks elsewhere each time.
    public init(count: Int = 40, steps: Int = 30, seed: UInt64 = 1) {
        self.count = max(1, count)
        self.steps = max(1, steps)
        self.seed = seed
    }

    /// What a report prints: `40 random histories of 30 steps, seed 1`.
    public var description: String {
        "\(SwiftText.grouped(count)) random histories of \(SwiftText.grouped(steps)) steps, seed \(seed)"
    }
}
