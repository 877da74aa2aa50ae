/// Times a short operation by repeating it.
enum Repeated {
    /// The median time of at least three runs and 0.2 seconds, after a warm-up.
    ///
    /// - Parameter operation: The operation to time.
    /// - Returns: The median, in seconds.
    /// - Throws: The errors of the operation.
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
