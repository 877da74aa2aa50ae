import CallTraces

/// A stored row, as a plain store keeps it.
struct Record: Sendable {
    var row: CallTraceRow
    /// The number of the batch that brought it.
    let batch: Int
    /// What the clock of the store's server said then, in seconds.
    let time: Int
}
