import Foundation

/// How the SQLite store is compared with something else, and the target.
enum Yardstick: Equatable {
    /// How many times as fast it is; without a number there is no target.
    case speed(atLeast: Double?)
    /// Its size as a fraction of the other's: at most one in that many.
    case size(oneIn: Double)
    /// How many times as much it takes as the other.
    case growth(atMost: Double)
    /// What it takes, whatever the other takes.
    case limit(Quantity)

    /// The ratio, as text.
    func ratio(own: Quantity, other: Quantity) -> String {
        switch self {
        case .speed: "\(Digits.three(other.value / own.value)) x"
        case .size: "1/\(Digits.three(other.value / own.value))"
        case .growth, .limit: "\(Digits.three(own.value / other.value)) x as much"
        }
    }

    /// The target, as text, if there is one.
    var target: String? {
        switch self {
        case .speed(let least): least.map { "\(number($0)) x" }
        case .size(let parts): "1/\(number(parts))"
        case .growth(let most): "\(number(most)) x at most"
        case .limit(let most): "under \(most)"
        }
    }

    /// Whether the target is met, by the exact ratio rather than the printed one.
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
