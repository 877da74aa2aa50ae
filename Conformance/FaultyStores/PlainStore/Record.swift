import CallTraces

/// A stored row, as a plain store keeps it.
struct Record: Sendable {
    var row: CallTraceRow
    /// The number of the batch that it was added in.
    let batch: Int
    /// The time on the server's clock when it was added, in seconds.
    let time: Int
}
