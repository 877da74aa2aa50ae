import Foundation

/// A time or a size, as it appears in tables.
enum Quantity: Equatable, CustomStringConvertible {
    case seconds(Double)
    case bytes(Double)

    /// The number of seconds or bytes.
    var value: Double {
        switch self {
        case .seconds(let value), .bytes(let value): value
        }
    }

    /// Three digits and a unit that fits: `1.23 ms`, `45.6 MB`.
    var description: String {
        switch self {
        case .seconds(let seconds):
            if seconds < 1e-3 {
                "\(Digits.three(seconds * 1e6)) µs"
            } else if seconds < 1 {
                "\(Digits.three(seconds * 1e3)) ms"
            } else {
                "\(Digits.three(seconds)) s"
            }
        case .bytes(let bytes):
            bytes < 1e6 ? "\(Digits.three(bytes / 1e3)) kB" : "\(Digits.three(bytes / 1e6)) MB"
        }
    }
}
