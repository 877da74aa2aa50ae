import Foundation

/// How the SQLite store is compared with something else, and what is to be reached.
enum Yardstick: Equatable {
    /// How many times as fast it is, at least; nothing is to be reached without a number.
    case speed(atLeast: Double?)
    /// Into which part of the other's size it fits: one in so many, at least.
    case size(oneIn: Double)
    /// How many times as much it takes, at most.
    case growth(atMost: Double)
    /// What it takes, at most, whatever the other takes.
    case limit(Quantity)

    /// The comparison in words.
    func ratio(own: Quantity, other: Quantity) -> String {
        switch self {
        case .speed: "\(Digits.three(other.value / own.value)) x"
        case .size: "1/\(Digits.three(other.value / own.value))"
        case .growth, .limit: "\(Digits.three(own.value / other.value)) x as much"
        }
    }

    /// What is to be reached, in words, if anything is.
    var target: String? {
        switch self {
        case .speed(let least): least.map { "\(number($0)) x" }
        case .size(let parts): "1/\(number(parts))"
        case .growth(let most): "\(number(most)) x at most"
        case .limit(let most): "under \(most)"
        }
    }

    /// Whether it is reached; the ratios themselves decide, not what is printed of them.
    func isReached(own: Quantity, other: Quantity) -> Bool? {
        switch self {
        case .speed(let least): least.map { other.value >= $0 * own.value }
        case .size(let parts): other.value >= parts * own.value
        case .growth(let most): own.value <= most * other.value
        case .limit(let most): own.value < most.value
        }
    }

    private func number(_ number: Double) -> String {
        String(format: "%g", number)
    }
}
