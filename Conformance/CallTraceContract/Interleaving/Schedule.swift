/// Which of the jobs that are ready runs next.
struct Schedule {
    /// What has happened so far.
    struct Summary {
        var turns = 0
        var switches = 0
        var resumptionsFromOutside = 0
    }

    private struct ReadyJob {
        let job: UnownedJob
        /// The number of the task, in the order of the first jobs.
        let task: Int
    }

    /// A task with so many turns in a row, while others are ready, probably waits for them.
    private static let turnsInARow = 100

    private let strategy: Interleaving.Strategy
    private var generator: SeededGenerator
    private var ready: [ReadyJob] = []
    private var tasks: [String: Int] = [:]
    /// By task; a higher one goes first.
    private var priorities: [Int] = []
    /// The turns after which the priority of the task that had the turn becomes the lowest.
    private var changes: Set<Int> = []
    private var lowest = 0
    private var current: Int?
    private var inARow = 0
    private(set) var summary = Summary()

    init(_ interleaving: Interleaving) {
        strategy = interleaving.strategy
        generator = SeededGenerator(seed: interleaving.seed)
        guard case .priorities(let count, let steps) = strategy else { return }
        // No more than there are turns.
        while changes.count < min(count, steps) { changes.insert(Int.random(in: 1...steps, using: &generator)) }
    }

    /// Adds a job that is ready.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - id: What tells its task from others; a turn of an actor, which has none, is for the task that runs.
    ///   - isFromOutside: Whether it comes from outside of the run.
    mutating func add(_ job: UnownedJob, of id: String?, isFromOutside: Bool) {
        if isFromOutside { summary.resumptionsFromOutside += 1 }
        ready.append(ReadyJob(job: job, task: id.map { number(of: $0) } ?? current ?? 0))
    }

    /// Removes and returns the job that runs next, or `nil` if none is ready.
    mutating func next() -> UnownedJob? {
        guard !ready.isEmpty else { return nil }
        let index = chosenIndex()
        // Keeps the order of the others, on which the next choice depends.
        let chosen = ready.remove(at: index)
        summary.turns += 1
        if let current, current != chosen.task { summary.switches += 1 }
        inARow = current == chosen.task ? inARow + 1 : 1
        current = chosen.task
        if changes.contains(summary.turns) || inARow >= Self.turnsInARow { demote(chosen.task) }
        return chosen.job
    }

    /// Removes and returns all jobs, in the order in which they were added.
    mutating func removeAll() -> [UnownedJob] {
        defer { ready = [] }
        return ready.map(\.job)
    }

    private mutating func chosenIndex() -> Int {
        switch strategy {
        case .randomWalk:
            return Int.random(in: ready.indices, using: &generator)
        case .priorities:
            // The first of those with the same task.
            return ready.indices.max { (priority(at: $0), $1) < (priority(at: $1), $0) } ?? 0
        }
    }

    private func priority(at index: Int) -> Int {
        let task = ready[index].task
        return task < priorities.count ? priorities[task] : 0
    }

    private mutating func demote(_ task: Int) {
        guard case .priorities = strategy, task < priorities.count else { return }
        lowest -= 1
        priorities[task] = lowest
        inARow = 0
    }

    private mutating func number(of id: String) -> Int {
        if let number = tasks[id] { return number }
        let number = tasks.count
        tasks[id] = number
        priorities.append(Int.random(in: 1 ... .max, using: &generator))
        return number
    }
}
