/// One operation of a program, and the task that performed it.
package struct Step: Sendable {
    /// What was done.
    package var operation: Operation

    /// The number of the concurrent task that did it, or `nil` outside of any task.
    package let task: Int?

    /// After how many turns of an interleaving the call is canceled, or `nil` if it is not.
    package var cancellation: Int?

    package init(operation: Operation, task: Int?, cancellation: Int? = nil) {
        self.operation = operation
        self.task = task
        self.cancellation = cancellation
    }

    /// The same step with another operation.
    func with(_ operation: Operation) -> Step {
        Step(operation: operation, task: task, cancellation: cancellation)
    }
}
