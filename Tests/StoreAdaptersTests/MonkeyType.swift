import Foundation

/// The real MonkeyType.
enum MonkeyType {
    /// A Python interpreter that has `monkeytype`, from the environment variable `MONKEYTYPE_PYTHON`.
    static let python = ProcessInfo.processInfo.environment["MONKEYTYPE_PYTHON"]
}
