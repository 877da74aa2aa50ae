import CallTraces
import Synchronization

/// A history whose tasks run concurrently, and whose calls are recorded with their times.
struct ConcurrentReplay {
    private let trial: Trial
    private let ticks = Ticks()
    private var stores: [Int: TrialStore] = [:]
    private var calls: [ObservedCall] = []

    private init(_ trial: Trial) {
        self.trial = trial
    }

    /// Plays a history on fresh stores, and looks for an order of the calls that explains their results.
    ///
    /// - Parameters:
    ///   - history: The history.
    ///   - title: The scenario of a violation.
    ///   - rules: What the model demands.
    ///   - precedence: What an order must preserve.
    ///   - trial: Opens the stores.
    /// - Returns: The violation if there is no such order; it is not reported yet.
    /// - Throws: ``KitError`` when something goes wrong that is not the store's.
    static func violation(
        of history: History,
        titled title: String,
        by rules: Model.Rules,
        preserving precedence: Linearizability.Precedence = .time,
        in trial: Trial
    ) async throws -> Violation? {
        var violation: Violation?
        try await trial.disposableScenario(title) {
            var replay = ConcurrentReplay(trial)
            try await replay.play(history)
            let model = Model(rules)
            let linearizability = Linearizability(of: replay.calls, from: model, preserving: precedence)
            guard linearizability.order == nil else { return }
            let core = linearizability.core.sorted { $0.time.lowerBound < $1.time.lowerBound }
            violation = trial.violation(
                expected: "an order of the calls, each between its start and its end, that explains their results",
                got: "no order explains these calls" + core.map { "\n    \($0.text)" }.joined()
            ) { steps, writer in
                writer.program(of: history, asPlayed: steps, model: model)
            }
        }
        return violation
    }

    private mutating func play(_ history: History) async throws {
        let connectionString = try trial.freshConnectionString()
        for step in history.beginning {
            if case .makeStore(let number, _) = step.operation {
                do {
                    stores[number] = try await trial.makeStore(connectionString)
                } catch is StoreError {
                    throw NotApplicable.failsWithoutConcurrency
                }
            } else {
                calls.append(try await call(step))
            }
        }
        let tasks = history.tasks
        if !tasks.isEmpty {
            let barrier = Barrier(for: tasks.count)
            let replay = self
            calls += try await trial.concurrently(tasks.count) { number in
                await barrier.wait()
                var calls: [ObservedCall] = []
                for step in tasks[number - 1] { calls.append(try await replay.call(step)) }
                return calls
            }.flatMap(\.self)
        }
        for step in history.ending { calls.append(try await call(step)) }
    }

    private func call(_ step: Step) async throws -> ObservedCall {
        let begin = ticks.next()
        var answer: ObservedCall.Answer
        do {
            answer = try await self.answer(to: step.operation)
        } catch let threw as StoreError {
            answer = .threw(trial.describe(threw.error))
        }
        return ObservedCall(operation: step.operation, task: step.task, time: begin...ticks.next(), answer: answer)
    }

    private func answer(to operation: Step.Operation) async throws -> ObservedCall.Answer {
        switch operation {
        case .add(let number, let batch):
            try await store(number).add(batch)
            return .done
        case .filter(let number, _, let module, let prefix, let limit):
            return .traces(try await store(number).filter(module, prefix: prefix, limit: limit).decoded())
        case .listModules(let number):
            return .modules(try await store(number).listModules())
        case .makeStore, .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use:
            throw KitError("a concurrent history only adds, filters and lists modules once its stores are open")
        }
    }

    private func store(_ number: Int) throws -> TrialStore {
        guard let store = stores[number] else { throw KitError("a history uses store\(number), which is not open") }
        return store
    }
}

/// A logical clock.
private final class Ticks: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// Makes tasks wait until all of them have arrived, so that they start together.
private final class Barrier: Sendable {
    private let missing: Mutex<Int>

    init(for tasks: Int) {
        missing = Mutex(tasks)
    }

    func wait() async {
        missing.withLock { $0 -= 1 }
        while missing.withLock({ $0 > 0 }) { await Task.yield() }
    }
}
