import CallTraces

/// Measures what tracing costs a call.
enum Cost {
    private static let calls = 200_000

    /// Prints the time of a call that sorts twenty prices: plain, traced, and recorded.
    static func measure() async {
        let prices = (1...20).map { Double($0 * 7 % 20 + 1) }
        func traced() -> Double { tracer.traced(["prices": prices]) { prices.sorted()[10] } }

        let plain = time { prices.sorted()[10] }
        func show(_ name: String, _ time: Duration) {
            let ratio = (time / plain * 10).rounded() / 10
            print("\(name): \(Int(time / .nanoseconds(1))) ns, \(ratio) times as long as without tracing")
        }
        show("traced, while nothing is recorded", time(traced))
        for number: UInt64 in [1_000, 10, 1] {
            let recorded = await tracer.recording(into: InMemoryStore(), oneIn: number) { time(traced) }
            show("one in \(number) recorded", recorded)
        }
    }

    /// The median time of a call in several rounds of many.
    private static func time(_ call: () -> Double) -> Duration {
        var sum = 0.0
        let rounds = (0..<11).map { _ in
            ContinuousClock().measure { for _ in 0..<calls { sum += call() } } / calls
        }
        precondition(sum > 0, "the result is used, so that the calls are not optimized away")
        return rounds.sorted()[rounds.count / 2]
    }
}
