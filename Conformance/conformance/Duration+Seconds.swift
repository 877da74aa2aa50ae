import Foundation

extension Duration {
    /// The duration in seconds, as reports show it: `0.25 s`.
    var seconds: String { String(format: "%.2f s", self / .seconds(1)) }
}
