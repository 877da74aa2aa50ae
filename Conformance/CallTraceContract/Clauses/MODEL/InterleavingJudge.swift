import CallTraces

/// Plays concurrent histories in orders that seeds decide, and reports the shortest that fails, in the order with the
/// fewest switches between tasks.
struct InterleavingJudge {
    /// A history that fails in an order.
    private struct Failure {
        let history: History
        let interleaving: Interleaving
        let played: PlayedHistory
        let violation: Violation
    }

    /// In how many orders each history is played.
    private static let orders = 10

    /// In how many of them, the last ones, a call is canceled.
    private static let cancelingOrders = 6

    /// With how many seeds a shorter history is played, in two orders each.
    private static let seedsForShrinking: UInt64 = 12

    /// Among how many seeds the order with the fewest switches is sought, for each number of changes.
    private static let seedsForSwitches: UInt64 = 60

    /// With how many seeds a store is opened in two tasks at once.
    private static let seedsForOpening: UInt64 = 16

    /// How often a failure is repeated, to know whether it fails every time.
    private static let repetitions = 5

    /// How many calls of the store shrinking may take.
    private static let callsForShrinking = 40_000

    private let trial: Trial
    private let judge: ConcurrencyJudge
    private var played = 0
    private var undecided = 0
    private var isStalling = false

    init(_ trial: Trial, excluding exclusions: HistoryExclusions) {
        self.trial = trial
        judge = ConcurrencyJudge(trial, excluding: exclusions)
    }

    /// Plays all histories, until one fails.
    mutating func judge(_ histories: Histories) async throws {
        for number in 0..<histories.count {
            let history = History.concurrent(number, of: histories, for: trial.subject)
            var generator = SeededGenerator(seed: histories.seed, history: number)
            var turns = 1
            for order in 0..<Self.orders {
                // Half of the orders are random, and half have few changes, which are spread over the turns of the others.
                let strategy = order.isMultiple(of: 2) ? .randomWalk : Self.priorities(1 + order / 2 % 2, turns)
                let title = "concurrent history \(number) of seed \(histories.seed), order \(order)"
                let interleaving = Interleaving(seed: generator.next(), strategy)
                let isCanceling = order >= Self.orders - Self.cancelingOrders
                let played = isCanceling ? history.cancelingOneCall(ofTurns: turns, using: &generator) : history
                let failure = try await play(played, title, interleaving) {
                    turns = max(turns, $0.turns)
                }
                guard let failure else {
                    trial.observe()
                    continue
                }
                return try await report(failure)
            }
        }
    }

    /// Opens a store in two tasks at once, each of which adds a trace, unless it fails one after the other, too.
    func judgeOpening() async throws {
        let added = Set(["f", "g"].map { Decoded.trace(CallTrace(module: "m", qualname: $0)) })
        var isLawful = false
        try await trial.disposableScenario("two tasks open the same store and add to it, one after the other") {
            do {
                let connectionString = try trial.freshConnectionString()
                try await add("f", connectionString)
                try await add("g", connectionString)
                isLawful = try await tracesFound(connectionString) == added
            } catch is StoreError {}
        }
        guard isLawful else { return }
        for seed in 1...Self.seedsForOpening {
            let interleaving = Interleaving(seed: seed)
            try await trial.disposableScenario("two tasks open the same store and add to it, seed \(seed)") {
                let connectionString = try trial.freshConnectionString()
                let run = await interleaving.run(patience: trial.subject.patience) { [self] in
                    async let first: Void = add("f", connectionString)
                    async let second: Void = add("g", connectionString)
                    _ = try await (first, second)
                    return try await tracesFound(connectionString)
                }
                guard let found = try trial.answer(of: run) else { return }
                guard found != added else { return trial.observe() }
                let got = Trial.listing(Array(found))
                let violation = trial.violation(expected: "the traces of both tasks", got: got) { _, writer in
                    writer.program(ofOpeningAtOnce: connectionString, in: interleaving)
                }
                trial.findings.report(violation)
            }
            guard trial.findings.violations.isEmpty else { return }
        }
    }

    private func add(_ qualname: String, _ connectionString: String) async throws {
        try await trial.makeStore(connectionString).add([CallTrace(module: "m", qualname: qualname)])
    }

    private func tracesFound(_ connectionString: String) async throws -> Set<Decoded> {
        Set(try await trial.makeStore(connectionString).filter("m").decoded())
    }

    /// Notes what was played.
    func note(_ histories: Histories) {
        trial.findings.note(
            """
            \(SwiftText.grouped(histories.count)) concurrent histories, seed \(histories.seed), each in \(Self.orders) \
            orders of its tasks, in \(Self.cancelingOrders) of which a call is canceled
            """
        )
        guard undecided > 0 else { return }
        trial.findings.note(
            """
            in \(SwiftText.grouped(undecided)) of \(SwiftText.grouped(played)) plays, the store resumed tasks from threads or \
            queues of its own, which no seed decides
            """
        )
    }

    private static func priorities(_ changes: Int, _ turns: Int) -> Interleaving.Strategy {
        .priorities(changes: changes, steps: turns)
    }

    /// How long nothing may run.
    private var patience: Duration {
        let patience = trial.subject.patience
        // If nothing ever resumed a task from outside, there is little to wait for, and less once this is known.
        guard played > 0, undecided == 0 else { return patience }
        return min(patience, isStalling ? .milliseconds(10) : .seconds(5))
    }

    private mutating func play(
        _ history: History,
        _ title: String,
        _ interleaving: Interleaving,
        preserving precedence: Linearizability.Precedence = .time,
        whenPlayed: (PlayedHistory) -> Void = { _ in }
    ) async throws -> Failure? {
        let played = try await judge.play(
            history,
            titled: title,
            preserving: precedence,
            in: interleaving,
            patience: patience
        )
        self.played += 1
        if !played.isDecidedBySeed { undecided += 1 }
        if played.isStalled { isStalling = true }
        whenPlayed(played)
        return played.violation.map {
            Failure(history: history, interleaving: interleaving, played: played, violation: $0)
        }
    }

    /// Reports the shortest history that still fails, unless it fails without concurrency.
    private mutating func report(_ failure: Failure) async throws {
        let isReported = try await judge.reportShortest(of: failure.history) { precedence in
            try await shortest(failure, preserving: precedence).map { ($0.history, $0.violation) }
        }
        guard !isReported else { return }
        trial.findings.note("\(failure.violation.scenario) failed once, and not again, so it fails by chance")
        trial.findings.report(failure.violation)
    }

    /// The shortest history that fails, in the order with the fewest switches, or `nil` if it does not fail again.
    private mutating func shortest(
        _ failure: Failure,
        preserving precedence: Linearizability.Precedence
    ) async throws -> Failure? {
        let title = "\(failure.violation.scenario), shrunk"
        var found = try await play(failure.history, title, failure.interleaving, preserving: precedence)
        if found == nil { found = try await self.failure(of: failure.history, title, preserving: precedence) }
        guard var shortest = found else { return nil }
        let trial = trial
        let end = trial.calls + Self.callsForShrinking
        _ = try await Shrinker.shrunk(shortest.history, until: trial.calls >= end) { candidate in
            guard candidate.isSpecified(for: trial.subject) else { return false }
            guard let failure = try await self.failure(of: candidate, title, preserving: precedence) else {
                return false
            }
            shortest = failure
            return true
        }
        shortest = try await withFewestSwitches(shortest, title, preserving: precedence)
        if isStalling {
            isStalling = false
            let last = try await play(shortest.history, title, shortest.interleaving, preserving: precedence)
            guard let last else { return nil }
            shortest = last
        }
        var failures = 0
        for _ in 1...Self.repetitions
        where try await play(shortest.history, title, shortest.interleaving, preserving: precedence) != nil {
            failures += 1
        }
        if failures < Self.repetitions {
            trial.findings.note(
                "\(title) failed in \(failures) of \(Self.repetitions) more runs, so its program fails by chance"
            )
        }
        return shortest
    }

    /// A failure of a history, in any of some orders.
    private mutating func failure(
        of history: History,
        _ title: String,
        preserving precedence: Linearizability.Precedence
    ) async throws -> Failure? {
        var turns = 1
        for seed in 1...Self.seedsForShrinking {
            for strategy in [.randomWalk, Self.priorities(1, turns)] as [Interleaving.Strategy] {
                let interleaving = Interleaving(seed: seed, strategy)
                let failure = try await play(history, title, interleaving, preserving: precedence) {
                    turns = max(turns, $0.turns)
                }
                if let failure { return failure }
            }
        }
        return nil
    }

    private mutating func withFewestSwitches(
        _ failure: Failure,
        _ title: String,
        preserving precedence: Linearizability.Precedence
    ) async throws -> Failure {
        var fewest = failure
        for changes in 0...2 {
            for seed in 1...Self.seedsForSwitches {
                let interleaving = Interleaving(seed: seed, Self.priorities(changes, failure.played.turns))
                let other = try await play(failure.history, title, interleaving, preserving: precedence)
                if let other, other.played.switches < fewest.played.switches { fewest = other }
            }
        }
        return fewest
    }
}
