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
    ///   - interleaving: Decides the order in which tasks go on; `nil` leaves it to their threads, and cancels none.
    ///   - patience: How long nothing may run.
    ///   - expected: What a violation expects.
    ///   - trial: Opens the stores.
    /// - Returns: What came of it; a violation is not reported yet.
    /// - Throws: ``KitError`` when something goes wrong that is not the store's.
    static func play(
        _ history: History,
        titled title: String,
        by rules: Model.Rules,
        preserving precedence: Linearizability.Precedence,
        in interleaving: Interleaving?,
        patience: Duration,
        expecting expected: String,
        _ trial: Trial
    ) async throws -> PlayedHistory {
        var played = PlayedHistory()
        try await trial.disposableScenario(title) {
            let calls: [ObservedCall]
            if let interleaving {
                let run = await interleaving.run(patience: patience) {
                    try await observedCalls(of: history, inTurns: true, in: trial)
                }
                (played.turns, played.switches) = (run.turns, run.switches)
                played.isDecidedBySeed = run.isDecidedBySeed
                do {
                    calls = try run.result.get()
                } catch let stall as Interleaving.Stall {
                    played.isStalled = true
                    played.violation = trial.violation(of: stall) { steps, writer in
                        writer.program(of: history, asPlayed: steps, model: Model(rules), in: interleaving)
                    }
                    return
                }
            } else {
                calls = try await observedCalls(of: history, inTurns: false, in: trial)
            }
            played.isCanceled = calls.contains(where: \.isCanceled)
            let model = Model(rules)
            let linearizability = Linearizability(of: calls, from: model, preserving: precedence)
            guard linearizability.order == nil else { return }
            let core = linearizability.core.sorted { $0.time.lowerBound < $1.time.lowerBound }
            played.violation = trial.violation(
                expected: expected,
                got: "no order explains these calls" + core.map { "\n    \($0.text)" }.joined()
            ) { steps, writer in
                writer.program(of: history, asPlayed: steps, model: model, in: interleaving)
            }
        }
        return played
    }

    private static func observedCalls(of history: History, inTurns: Bool, in trial: Trial) async throws
        -> [ObservedCall]
    {
        var replay = ConcurrentReplay(trial)
        try await replay.play(history, inTurns: inTurns)
        return replay.calls
    }

    private mutating func play(_ history: History, inTurns: Bool) async throws {
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
        calls += try await inTurns ? callsInTurns(history.tasks) : callsAtOnce(history.tasks)
        for step in history.ending { calls.append(try await call(step)) }
    }

    private func callsAtOnce(_ tasks: [[Step]]) async throws -> [ObservedCall] {
        guard !tasks.isEmpty else { return [] }
        let barrier = Barrier(for: tasks.count)
        return try await trial.concurrently(tasks.count) { number in
            await barrier.wait()
            return try await self.calls(of: tasks[number - 1])
        }.flatMap(\.self)
    }

    /// Runs up to four tasks exactly as a printed program does, so that it has the same turns.
    private func callsInTurns(_ tasks: [[Step]]) async throws -> [ObservedCall] {
        func calls(of number: Int) async throws -> [ObservedCall] {
            try await StepRecorder.$task.withValue(number) { try await self.calls(of: tasks[number - 1]) }
        }
        switch tasks.count {
        case 0: return []
        case 1:
            async let first = calls(of: 1)
            return try await first
        case 2:
            async let first = calls(of: 1)
            async let second = calls(of: 2)
            return try await first + second
        case 3:
            async let first = calls(of: 1)
            async let second = calls(of: 2)
            async let third = calls(of: 3)
            return try await first + second + third
        case 4:
            async let first = calls(of: 1)
            async let second = calls(of: 2)
            async let third = calls(of: 3)
            async let fourth = calls(of: 4)
            return try await first + second + third + fourth
        default:
            throw KitError("a history has more than four tasks")
        }
    }

    private func calls(of steps: [Step]) async throws -> [ObservedCall] {
        var calls: [ObservedCall] = []
        for step in steps { calls.append(try await call(step)) }
        return calls
    }

    private func call(_ step: Step) async throws -> ObservedCall {
        let begin = ticks.next()
        var answer: ObservedCall.Answer
        var isCanceled = false
        do {
            if let turns = step.cancellation {
                let (result, isInTime) = await withCancellation(afterTurns: turns) {
                    try await self.answer(to: step.operation)
                }
                isCanceled = isInTime
                answer = try result.get()
            } else {
                answer = try await self.answer(to: step.operation)
            }
        } catch let threw as StoreError {
            answer = .threw(trial.describe(threw.error))
        }
        return ObservedCall(
            operation: step.operation,
            task: step.task,
            isCanceled: isCanceled,
            time: begin...ticks.next(),
            answer: answer
        )
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
        case .makeStore, .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
            throw KitError("a concurrent history only adds, filters and lists modules once its stores are open")
        }
    }

    private func store(_ number: Int) throws -> TrialStore {
        guard let store = stores[number] else { throw KitError("a history uses store\(number), which is not open") }
        return store
    }
}

/// What came of playing a concurrent history.
struct PlayedHistory {
    /// The violation if no order explains the results.
    var violation: Violation?

    /// How many jobs ran, and how often another task than before had its turn, if a seed decided the order.
    var (turns, switches) = (0, 0)

    /// Whether a call was canceled before its end.
    var isCanceled = false

    /// Whether it could never end.
    var isStalled = false

    /// Whether nothing but the seed decided the order.
    var isDecidedBySeed = false
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
