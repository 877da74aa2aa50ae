import CallTraces
import Foundation

/// What one call costs on two stores, as medians of alternating repetitions.
///
/// Their ratio says how the cost grows; the times alone say more about the machine than about the store.
struct CostComparison {
    /// The median time of a call on the small store, in seconds.
    let small: Double
    /// The median time of the same call on the large store, in seconds.
    let large: Double

    /// How many times as long the call takes on the large store.
    var ratio: Double { large / small }

    /// The figures, as a report shows them.
    var description: String {
        String(format: "%.1f times as long: %.0f against %.0f microseconds", ratio, large * 1e6, small * 1e6)
            + ", medians of \(Self.repetitions)"
    }

    private static let repetitions = 31

    /// Measures a call on both stores.
    ///
    /// - Parameters:
    ///   - small: The store with few traces.
    ///   - large: The store with many.
    ///   - call: The call.
    /// - Throws: What the call throws.
    init(small: TrialStore, large: TrialStore, of call: (TrialStore) async throws -> Void) async throws {
        let clock = ContinuousClock()
        // Make enough calls in a row for the clock's resolution not to matter.
        var calls = 1
        while calls < 1_000,
            try await clock.measure({ for _ in 0..<calls { try await call(small) } }) < .milliseconds(2)
        {
            calls *= 2
        }
        var times: (small: [Duration], large: [Duration]) = ([], [])
        for _ in 0..<Self.repetitions {
            times.small.append(try await clock.measure { for _ in 0..<calls { try await call(small) } })
            times.large.append(try await clock.measure { for _ in 0..<calls { try await call(large) } })
        }
        self.small = Self.median(times.small) / Double(calls)
        self.large = Self.median(times.large) / Double(calls)
    }

    private static func median(_ times: [Duration]) -> Double {
        times.sorted()[times.count / 2] / .seconds(1)
    }
}

extension Trial {
    /// How much a call may slow down; a call whose cost grows with the number of traces slows down far more.
    private static let allowedRatio = 3.0

    /// Notes what a call costs on two stores, and expects it not to slow down much.
    func expectNoSlower(_ name: String, small: TrialStore, large: TrialStore, _ call: (TrialStore) async throws -> Void)
        async throws
    {
        for store in [small, large] { try await call(store) }
        let cost = try await recorder.summarizing { try await CostComparison(small: small, large: large, of: call) }
        findings.note("\(name) takes \(cost.description)")
        expect(
            cost.ratio <= Self.allowedRatio,
            expected: "\(name) takes at most \(Self.allowedRatio) times as long",
            got: cost.description
        )
    }
}
