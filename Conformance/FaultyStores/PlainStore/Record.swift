import CallTraces

/// A stored row, as a plain store keeps it.
struct Record: Sendable {
    var row: CallTraceRow
    /// The number of the batch that brought it.
    let batch: Int
}
