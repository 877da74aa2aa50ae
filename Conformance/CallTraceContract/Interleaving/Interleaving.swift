import Foundation
import Synchronization

/// An order in which tasks go on, decided by a seed.
public struct Interleaving: Sendable, Hashable {
    /// How the next job is chosen among those that are ready.
    public enum Strategy: Sendable, Hashable {
        /// Every job that is ready is as likely as any other.
        ///
        /// It finds mistakes that many orders show. One that takes a long detour past many suspensions, it finds rarely.
        case randomWalk

        /// Tasks have random priorities, which change at a few random turns; the ready task of the highest one goes on.
        ///
        /// This is PCT. A mistake that takes `changes + 1` constraints between jobs is found in a run with a probability of
        /// at least 1 / (n · k^`changes`), for n tasks and k = `steps`. With 3 tasks, 20 steps and one change, that is 1 in
        /// 60; 200 seeds miss it with a probability of 3 %. Most mistakes take one change or none, and few changes make an
        /// order that is easily read.
        ///
        /// A task that had a hundred turns in a row while others were ready gets the lowest priority, as it probably waits
        /// for them in a loop.
        ///
        /// Source: S. Burckhardt et al., A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, 2010.
        ///
        /// - Parameters:
        ///   - changes: How many times a priority changes.
        ///   - steps: How many turns there are, about: ``Run/turns`` of a run. Changes happen within the first that many.
        case priorities(changes: Int, steps: Int)
    }

    /// A body in which no job can run, while it has not returned.
    public struct Stall: Error, CustomStringConvertible {
        /// What happened.
        public let description: String
    }

    /// What came of a run.
    public struct Run<Value: Sendable>: Sendable {
        /// What the body returned or threw.
        public let result: Result<Value, any Error>

        /// How many jobs ran.
        public let turns: Int

        /// How many times another task than before had its turn.
        public let switches: Int

        /// Whether the seed alone decided the order.
        ///
        /// If not, a task was resumed from a thread, a queue, or a task outside of the run, at a time of their own.
        public let isDecidedBySeed: Bool
    }

    /// Decides the order.
    public let seed: UInt64

    /// How the next job is chosen.
    public let strategy: Strategy

    /// Creates the order for a seed.
    ///
    /// - Parameters:
    ///   - seed: Decides the order.
    ///   - strategy: How the next job is chosen.
    public init(seed: UInt64, _ strategy: Strategy = .randomWalk) {
        self.seed = seed
        self.strategy = strategy
    }

    /// Runs a body in this order, and reports on the run; see ``interleaved(seed:_:patience:_:)``.
    ///
    /// The jobs run on a thread of their own, which ends with the run. If the caller is canceled, so is the body.
    ///
    /// - Parameters:
    ///   - patience: How long nothing may run while the body waits for something outside, and other tasks have their
    ///     turns. A job that takes long is not interrupted.
    ///   - body: What to run.
    /// - Returns: What came of it; after a ``Stall``, the body is abandoned.
    public func run<Value: Sendable>(
        patience: Duration = .seconds(60),
        _ body: @escaping @Sendable () async throws -> Value
    ) async -> Run<Value> {
        let executor = InterleavingExecutor(Schedule(self))
        let outcome = Outcome<Value>()
        let task = InterleavingExecutor.$current.withValue(executor) {
            Task(executorPreference: executor) {
                let result: Result<Value, any Error>
                do { result = .success(try await body()) } catch { result = .failure(error) }
                outcome.result.withLock { $0 = result }
                executor.end()
            }
        }
        return await withTaskCancellationHandler {
            let summary = await executor.drive(patience: patience)
            return Run(
                result: outcome.result.withLock(\.self) ?? .failure(Stall(after: summary, patience)),
                turns: summary.turns,
                switches: summary.switches,
                isDecidedBySeed: summary.resumptionsFromOutside == 0
            )
        } onCancel: {
            task.cancel()
        }
    }
}

/// What a body has returned or thrown, once it has.
private final class Outcome<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
}

extension Interleaving.Stall {
    fileprivate init(after summary: Schedule.Summary, _ patience: Duration) {
        let outside = summary.resumptionsFromOutside
        description = """
            after \(summary.turns) turns, every task is suspended, and none was resumed for \(patience); \
            \(outside == 0 ? "none was ever" : "\(outside) times, one was") resumed from outside. Look for a continuation \
            that is never resumed, or for tasks that wait for each other.
            """
    }
}
