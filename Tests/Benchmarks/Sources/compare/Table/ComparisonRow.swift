/// A row of the comparison.
struct ComparisonRow: Equatable {
    /// What was measured.
    let what: String
    /// What the SQLite store was compared with.
    let other: String
    let otherQuantity: Quantity
    let ownQuantity: Quantity
    let yardstick: Yardstick

    static let header = ["what", "compared with", "baseline", "SQLiteStore", "ratio", "target", "met"]

    /// The cells, in the order of the header.
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
