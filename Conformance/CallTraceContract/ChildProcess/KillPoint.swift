/// When to kill a child process: during the `add` that follows a number of acknowledgments.
struct KillPoint: Sendable {
    /// How many batches are acknowledged before the kill.
    let acknowledgments: Int

    /// How long to wait within the next `add`, as a fraction of the average duration of an `add` so far.
    let fraction: Double

    /// How many batches the process has left at the kill point, so that it never finishes first.
    static let batchesLeft = 4

    /// How many batches the process is told to add.
    var batches: Int { acknowledgments + Self.batchesLeft }

    /// Points spread over an `add`, each after more acknowledgments than the one before.
    ///
    /// They are not random, so that a run is as repeatable as processes allow.
    static func spread(_ count: Int) -> [KillPoint] {
        (0..<count).map { KillPoint(acknowledgments: $0 + 1, fraction: (Double($0) + 0.5) / Double(count)) }
    }

    /// The kill of a process that a file-size limit holds in its last batch, unless that `add` returns.
    static func afterAll(of series: BatchSeries) -> KillPoint {
        KillPoint(acknowledgments: series.count, fraction: 0)
    }
}
