/// The newest of the traces added, oldest first, as many as fit.
struct NewestTraces {
    private let capacity: Int

    /// The traces in order until it is full; then each replaces the oldest one, so that no other has to move.
    private var traces: [CallTrace] = []

    /// The position of the oldest trace.
    private var oldest = 0

    /// How many traces did not fit, since they were last counted.
    private var dropped = 0

    /// Creates an empty collection.
    ///
    /// - Parameter capacity: How many traces fit, at least one.
    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func add(_ trace: CallTrace) {
        guard traces.count == capacity else { return traces.append(trace) }
        traces[oldest] = trace
        oldest = (oldest + 1) % capacity
        dropped += 1
    }

    /// Puts traces in front of the others, and drops the oldest of all that do not fit.
    mutating func putBack(_ older: [CallTrace]) {
        traces = older + removeAll()
        let excess = max(0, traces.count - capacity)
        traces.removeFirst(excess)
        dropped += excess
    }

    /// Removes the traces and returns them, oldest first.
    mutating func removeAll() -> [CallTrace] {
        defer { (traces, oldest) = ([], 0) }
        return oldest == 0 ? traces : Array(traces[oldest...] + traces[..<oldest])
    }

    /// Returns how many traces were dropped since the last time.
    mutating func countDropped() -> Int {
        defer { dropped = 0 }
        return dropped
    }
}
