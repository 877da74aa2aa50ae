import CallTraces

/// A stored row, as a plain store keeps it.
struct Record: Sendable {
    var row: CallTraceRow
    /// The number of the batch that brought it.
    let batch: Int
    /// What a clock showed when it was stored; no lawful store looks at it.
    let time: Int
}
