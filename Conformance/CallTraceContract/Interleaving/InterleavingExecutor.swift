import Foundation
import Synchronization

/// Runs jobs one at a time on a thread of its own, each chosen by a schedule.
final class InterleavingExecutor: TaskExecutor {
    /// The executor of the run that the current task belongs to, for tasks that do not inherit it.
    @TaskLocal static var current: InterleavingExecutor?

    private struct State {
        var schedule: Schedule
        var isEnded = false
        var driver: pthread_t?
        var cancellations: [(turn: Int, cancellation: Cancellation)] = []
    }

    private let state: Mutex<State>
    /// Signaled for each job that arrives from outside.
    private let arrivals = DispatchSemaphore(value: 0)

    init(_ schedule: Schedule) {
        state = Mutex(State(schedule: schedule))
    }

    /// Cancels after some more turns.
    func schedule(_ cancellation: Cancellation, afterTurns turns: Int) {
        state.withLock { $0.cancellations.append(($0.schedule.summary.turns + turns, cancellation)) }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let task = job.taskID
        let job = UnownedJob(job)
        let isAdded = state.withLock { state in
            guard !state.isEnded else { return false }
            // Until there is a driver, only the body's first job can arrive.
            let isFromOutside = state.driver.map { pthread_equal($0, pthread_self()) == 0 } ?? false
            state.schedule.add(job, of: task, isFromOutside: isFromOutside)
            if isFromOutside { arrivals.signal() }
            return true
        }
        if !isAdded { job.runElsewhere() }
    }

    /// Ends the run; what arrives later, or has not had its turn, runs on the threads of other tasks.
    func end() {
        let rest = state.withLock { state in
            state.isEnded = true
            return state.schedule.removeAll()
        }
        for job in rest { job.runElsewhere() }
    }

    /// Runs jobs until the end, or until nothing could run for as long as `patience`.
    func drive(patience: Duration) async -> Schedule.Summary {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                state.withLock { $0.driver = pthread_self() }
                runJobs(patience)
                end()
                continuation.resume(returning: state.withLock(\.schedule.summary))
            }
        }
    }

    private func runJobs(_ patience: Duration) {
        while true {
            // A canceled task may be ready to go on, so this comes before the choice.
            for cancellation in dueCancellations() { cancellation.deliver() }
            let (job, isEnded) = state.withLock { ($0.schedule.next(), $0.isEnded) }
            if isEnded { return }
            if let job {
                job.runSynchronously(on: asUnownedTaskExecutor())
            } else if !waitForArrival(patience) {
                return
            }
        }
    }

    private func dueCancellations() -> [Cancellation] {
        state.withLock { state in
            let turn = state.schedule.summary.turns
            let due = state.cancellations.filter { $0.turn <= turn }
            state.cancellations.removeAll { $0.turn <= turn }
            return due.map(\.cancellation)
        }
    }

    /// Waits for a job from outside, and gives up if none comes while other tasks have their turns.
    private func waitForArrival(_ patience: Duration) -> Bool {
        var pulse: Pulse?
        while arrivals.wait(timeout: .now() + patience / .seconds(1)) == .timedOut {
            // On a busy machine, whatever would resume the task waits for its turn, too.
            if pulse?.turns == Pulse.maximum { return false }
            pulse = pulse ?? Pulse()
        }
        return true
    }
}

extension ExecutorJob {
    /// What tells the task of a job from others, or `nil` for a turn of an actor.
    ///
    /// The standard library shows a task's number only in the description of its jobs.
    fileprivate var taskID: String? {
        let text = description
        return text.hasSuffix("(id: nil)") ? nil : text
    }
}

extension UnownedJob {
    fileprivate func runElsewhere() {
        globalConcurrentExecutor.enqueue(ExecutorJob(self))
    }
}
