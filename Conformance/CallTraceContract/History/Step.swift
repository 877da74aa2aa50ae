/// An operation of a history, and the task that did it.
public struct Step: Sendable {
    /// What was done.
    public let operation: Operation

    /// The number of the concurrent task that did it, or `nil` outside of any.
    public let task: Int?
}
