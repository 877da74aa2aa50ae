/// Times an operation that is over in a moment.
enum Repeated {
    /// The median of at least three runs and a fifth of a second, after one that does not count.
    ///
    /// - Parameter operation: What is timed.
    /// - Returns: Seconds.
    /// - Throws: What the operation throws.
    static func typicalSeconds(_ operation: () async throws -> Void) async throws -> Double {
        try await operation()
        var runs: [Double] = []
        var total = 0.0
        while runs.count < 3 || total < 0.2 {
            let run = try await ContinuousClock().measure(operation) / .seconds(1)
            runs.append(run)
            total += run
        }
        return try runs.median
    }
}
