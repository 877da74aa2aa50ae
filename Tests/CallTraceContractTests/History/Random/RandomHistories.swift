@testable import CallTraceContract

/// The first histories of the first seed, generated once for many tests.
enum RandomHistories {
    static let persistent = first(for: .persistent)
    static let ephemeral = first(for: .ephemeral)
    static let withClock = first(for: .withClock)
    static let withoutNUL = first(for: .persistent, keepsNUL: false)

    private static func first(for subject: AnySubject, keepsNUL: Bool = true) -> Result<[History], any Error> {
        Result {
            try (0..<120).map { try History.random($0, of: Histories(), for: subject, keepsNUL: keepsNUL) }
        }
    }
}
