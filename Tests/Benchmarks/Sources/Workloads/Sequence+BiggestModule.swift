import CallTraces

extension Sequence<CallTrace> {
    /// The module with the most traces; in a tie, the first one alphabetically.
    package var biggestModule: String? {
        var counts: [String: Int] = [:]
        for trace in self { counts[trace.module, default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
