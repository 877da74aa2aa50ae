import CallTraces

/// Traces met lately and the number of the row of each, so that the same trace need not be encoded again.
///
/// Its memory is bounded: two traces may want the same place, and the later has it then.
struct RecentTraces {
    /// How many places there are at most: 16 quadrupled a few times.
    static let capacity = 16_384

    /// The hashes stand by themselves, as most often they alone are looked at.
    private var hashes = [0]
    private var traces: [(trace: CallTrace, row: Int)?] = [nil]
    private var keptTraces = 0

    /// The number of the row of an equal trace.
    func row(of trace: CallTrace, hash: Int) -> Int? {
        let place = hash & (hashes.count - 1)
        guard hashes[place] == hash, let kept = traces[place], kept.trace == trace else { return nil }
        return kept.row
    }

    /// Keeps the number of the row of a trace.
    mutating func keep(_ row: Int, for trace: CallTrace, hash: Int) {
        if keptTraces * 2 >= traces.count, traces.count < Self.capacity { grow() }
        place((trace, row), hash)
    }

    private mutating func place(_ kept: (trace: CallTrace, row: Int), _ hash: Int) {
        let place = hash & (hashes.count - 1)
        if traces[place] == nil { keptTraces += 1 }
        hashes[place] = hash
        traces[place] = kept
    }

    private mutating func grow() {
        let old = zip(hashes, traces)
        let size = max(16, traces.count * 4)
        (hashes, traces) = (Array(repeating: 0, count: size), Array(repeating: nil, count: size))
        keptTraces = 0
        for case (let hash, let kept?) in old { place(kept, hash) }
    }
}
