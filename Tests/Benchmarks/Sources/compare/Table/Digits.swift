import Foundation

/// The format of numbers in tables.
enum Digits {
    /// Formats a number with at least three digits: `0.70`, `5.31`, `53.1`, `5310`.
    static func three(_ number: Double) -> String {
        String(format: number < 9.995 ? "%.2f" : number < 99.95 ? "%.1f" : "%.0f", number)
    }
}
