import Foundation

/// The intensity of the stress tests: low by default, high if `CALL_TRACE_STRENGTH_SECONDS` is set.
struct Strength {
    struct NoNumberOfSeconds: Error {}

    /// How long several processes use one file.
    let seconds: Int
    /// How many processes are killed while they add, and in how many files.
    let kills: (files: Int, each: Int)
    /// How many damaged rows are read.
    let damagedRows: Int

    /// - Throws: ``NoNumberOfSeconds`` if the variable is not a positive number, lest a short run pass for a long one.
    init() throws {
        guard let wanted = ProcessInfo.processInfo.environment["CALL_TRACE_STRENGTH_SECONDS"] else {
            (seconds, kills, damagedRows) = (2, (files: 3, each: 4), 10_000)
            return
        }
        guard let number = Int(wanted), number > 0 else { throw NoNumberOfSeconds() }
        (seconds, kills, damagedRows) = (number, (files: 20, each: 10), 1_000_000)
    }
}
