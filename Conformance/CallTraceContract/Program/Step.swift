/// One operation of a program, and the task that performed it.
package struct Step: Sendable {
    /// What was done.
    package let operation: Operation

    /// The number of the concurrent task that did it, or `nil` outside of any task.
    package let task: Int?

    package init(operation: Operation, task: Int?) {
        self.operation = operation
        self.task = task
    }
}
