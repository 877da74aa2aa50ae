/// A line of the comparison.
struct ComparisonRow: Equatable {
    /// What was done.
    let what: String
    /// What the SQLite store is compared with.
    let other: String
    let otherQuantity: Quantity
    let ownQuantity: Quantity
    let yardstick: Yardstick

    static let header = ["what", "compared with", "that takes", "SQLiteStore", "ratio", "to reach", "reached"]

    /// The cells below the header.
    var cells: [String] {
        [
            what,
            other,
            "\(otherQuantity)",
            "\(ownQuantity)",
            yardstick.ratio(own: ownQuantity, other: otherQuantity),
            yardstick.target ?? "-",
            isReached.map { $0 ? "yes" : "NO" } ?? "-",
        ]
    }

    var isReached: Bool? {
        yardstick.isReached(own: ownQuantity, other: otherQuantity)
    }
}
