/// The median was asked of nothing.
struct NoMedian: Error, CustomStringConvertible {
    var description: String { "nothing was measured; ask for at least one round" }
}

extension [Double] {
    /// The middle element; of an even number the mean of the two in the middle.
    var median: Double {
        get throws {
            guard !isEmpty else { throw NoMedian() }
            let sorted = sorted()
            return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
        }
    }
}
