/// There is no median, as there are no numbers.
struct NoMedian: Error, CustomStringConvertible {
    var description: String { "nothing was measured; there must be at least one round" }
}

extension [Double] {
    /// The middle element, or the mean of the two middle elements.
    var median: Double {
        get throws {
            guard !isEmpty else { throw NoMedian() }
            let sorted = sorted()
            return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
        }
    }
}
