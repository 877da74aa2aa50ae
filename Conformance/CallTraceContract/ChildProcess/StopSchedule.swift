import ProcessSignals

/// Stops a child process in the middle of each of many equal calls, at moments that spread ever more densely over a whole
/// call.
///
/// The moments come from a timer of the process itself: however busy the machine is, they fall within the call.
struct StopSchedule {
    /// How many calls are only timed, because the first ones are slower.
    static let timedCalls = 3

    private var number = 0
    private var shortest: Duration?

    /// Runs the next call.
    mutating func call<Value>(_ call: () async throws -> Value) async throws -> Value {
        defer { number += 1 }
        guard number >= Self.timedCalls, let shortest else {
            let start = ContinuousClock.now
            defer { shortest = min(shortest ?? .seconds(1), .now - start) }
            return try await call()
        }
        // Multiples of the golden ratio fall into the largest gap that earlier ones have left.
        let fraction = (Double(number) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
        let nanoseconds = shortest * fraction / .nanoseconds(1)
        process_signals_stop_after(max(1, Int(nanoseconds)), ChildMessage.stopped.line)
        defer { process_signals_do_not_stop() }
        return try await call()
    }
}
