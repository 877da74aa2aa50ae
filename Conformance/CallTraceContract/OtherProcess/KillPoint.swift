/// When another process is killed: inside of the `add` that follows some acknowledgements.
struct KillPoint: Sendable {
    /// How many batches are acknowledged before.
    let acknowledgements: Int

    /// How much of the next `add` goes by, as a part of the time that an `add` took so far.
    let fraction: Double

    /// Batches that the process has left when it is told to be killed, so that it is never done before.
    static let batchesLeft = 4

    /// How many batches the process is told to add.
    var batches: Int { acknowledgements + Self.batchesLeft }

    /// Points that spread over an `add`, each after more acknowledgements than the one before.
    ///
    /// No chance is in them, so that a run can be repeated as far as processes can.
    static func spread(_ count: Int) -> [KillPoint] {
        (0..<count).map { KillPoint(acknowledgements: $0 + 1, fraction: (Double($0) + 0.5) / Double(count)) }
    }
}
