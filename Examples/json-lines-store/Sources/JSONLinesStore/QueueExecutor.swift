import Dispatch

/// Runs an actor on a serial queue of its own.
///
/// Calls that block, such as `flock`, would stop every task of the process if they ran on Swift's cooperative pool, or on
/// `DispatchQueue.global()`, which shares its threads on Linux. There, `DispatchSerialQueue` is not an executor itself.
final class QueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "JSONLinesStore")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
