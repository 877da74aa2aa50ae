import CallTraces

extension History {
    /// The nth random history of a seed in which 2 to 4 tasks make a few calls each, concurrently.
    ///
    /// Its traces have plain names and no types: what matters is which of them are found, and in which order.
    static func concurrent(_ number: Int, of histories: Histories, for subject: AnySubject) -> History {
        var generator = SeededGenerator(seed: histories.seed, history: number)
        let modules = ["a", "b", "c"]
        let handles = subject.isPersistent ? Int.random(in: 1...2, using: &generator) : 1
        var steps = (1...handles).map { Step(operation: .makeStore(store: $0, connectionString: "1"), task: nil) }
        var (results, names) = (0, 0)

        func append(_ operation: Step.Operation, in task: Int? = nil) {
            steps.append(Step(operation: operation, task: task))
        }
        func batch() -> Batch {
            let count = generator.pick([1, 1, 2, 3, 12], else: 1)
            return Batch(
                (0..<count).map { _ in
                    // Sometimes repeat an earlier trace, so that it becomes the newest.
                    if generator.happens(75) || names == 0 { names += 1 }
                    let name = generator.happens(80) ? names : Int.random(in: 1...max(1, names), using: &generator)
                    return CallTrace(module: modules[name % modules.count], qualname: "f\(name)")
                }
            )
        }
        func filter(_ store: Int, _ module: String, limit: Int?, in task: Int?) {
            results += 1
            append(
                .filter(store: store, result: results, module: module, qualnamePrefix: nil, limit: limit),
                in: task
            )
        }
        func step(in task: Int?) {
            let store = Int.random(in: 1...handles, using: &generator)
            switch Int.random(in: 0..<100, using: &generator) {
            case 0..<40: append(.add(store: store, batch: batch()), in: task)
            case 40..<70:
                filter(
                    store,
                    generator.pick(modules, else: "a"),
                    limit: generator.happens(75) ? nil : 2,
                    in: task
                )
            default: append(.listModules(store: store), in: task)
            }
        }

        for _ in 0..<Int.random(in: 0...2, using: &generator) { append(.add(store: 1, batch: batch())) }
        // More steps could interleave in more orders than can be searched.
        let tasks = Int.random(in: 2...4, using: &generator)
        for task in 1...tasks {
            for _ in 0..<Int.random(in: 1...(tasks == 2 ? 3 : 2), using: &generator) { step(in: task) }
        }
        for store in 1...handles {
            append(.listModules(store: store))
            for module in modules { filter(store, module, limit: nil, in: nil) }
        }
        return History(steps: steps)
    }

    /// The history with one call of its tasks canceled.
    ///
    /// - Parameters:
    ///   - turns: How many turns the history takes without.
    ///   - generator: Chooses the call and the turn.
    /// - Returns: The history.
    func cancelingOneCall(ofTurns turns: Int, using generator: inout SeededGenerator) -> History {
        var history = self
        let calls = steps.indices.filter { steps[$0].task != nil }
        let adds = calls.filter { !steps[$0].operation.isQuery }
        // Most of what a cancellation can break, an add does.
        let candidates = adds.isEmpty || generator.happens(20) ? calls : adds
        guard let call = candidates.randomElement(using: &generator) else { return self }
        // While a call of one task lasts, the other tasks have turns, too.
        let span = turns * tasks.count / calls.count
        history.steps[call].cancellation = Int.random(in: 0...span, using: &generator)
        return history
    }
}
