import CallTraces

/// Keeps one of several identical traces, by counting them, so that the same traces always give the same sample.
///
/// The first of them is always kept: no type that was recorded goes missing, only how recently it was recorded again.
struct Sampling {
    /// How many traces are counted before all of them are forgotten, which keeps a few more than one in several.
    private static let capacity = 10_000

    let rate: Int
    private var counts: [CallTrace: Int] = [:]

    init(rate: Int) {
        self.rate = rate
    }

    mutating func keeps(_ trace: CallTrace) -> Bool {
        guard rate > 1 else { return true }
        if counts.count == Self.capacity, counts[trace] == nil { forget() }
        defer { counts[trace, default: 0] += 1 }
        return counts[trace, default: 0].isMultiple(of: rate)
    }

    /// Forgets what was counted, so that every trace is kept once more.
    mutating func forget() {
        counts = [:]
    }
}
