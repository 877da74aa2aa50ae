import CallTraces

/// A history played to a store and to the model at once, step by step.
struct Replay {
    private let trial: Trial
    private var stores: [Int: TrialStore] = [:]
    private var connectionStrings: [String: String] = [:]
    private var models: [String: Model] = [:]
    private var modelNames: [Int: String] = [:]
    private var results: [Int: (found: Found, expected: [CallTrace])] = [:]

    private init(_ trial: Trial) {
        self.trial = trial
    }

    /// Plays a history on fresh stores, until the store and the model disagree or it ends.
    ///
    /// - Parameters:
    ///   - history: The history; what tasks do at once in it is done in the order of the steps.
    ///   - title: What a violation is called.
    ///   - trial: Opens the stores.
    /// - Returns: The violation, which is not reported yet.
    /// - Throws: ``KitError`` when something goes wrong that is not the store's.
    static func violation(of history: History, titled title: String, in trial: Trial) async throws -> Violation? {
        var violation: Violation?
        try await trial.passingScenario(title) {
            var replay = Replay(trial)
            for step in history.steps {
                guard let disagreement = try await replay.play(step.operation) else { continue }
                violation = trial.violation(expected: disagreement.expected, got: disagreement.got) { steps, writer in
                    guard let expectation = disagreement.expectation else { return writer.program(steps) }
                    // A `filter` that is decoded gives the variable that the expectation speaks of.
                    let keepsLast = step.operation.givesResult && disagreement.expected != "an error"
                    return writer.program(keepsLast ? steps : steps.dropLast()) + [expectation(writer)]
                }
                return
            }
        }
        return violation
    }

    private mutating func play(_ operation: Operation) async throws -> Disagreement? {
        do {
            return try await disagreement(at: operation)
        } catch let threw as StoreThrew {
            if operation.isRefused { return nil }
            return .threw(trial.describe(threw.error))
        }
    }

    private mutating func disagreement(at operation: Operation) async throws -> Disagreement? {
        switch operation {
        case .makeStore(let number, let name):
            try await open(number, name)
        case .release(let number):
            try store(number).release()
            stores[number] = nil
        case .add(let number, let batch):
            try await store(number).add(batch)
            models[modelNames[number, default: ""]]?.add(batch.traces)
        case .filter(let number, let result, let module, let prefix, let limit):
            let found = try await store(number).filter(module, prefix: prefix, limit: limit)
            let expected = model(of: number).filter(module: module, qualnamePrefix: prefix, limit: limit)
            guard let expected else { return .answered(operation) }
            results[result] = (found, expected)
            return .between(found.decoded(), expected, of: result)
        case .decode(let result):
            guard let (found, expected) = results[result] else { return nil }
            trial.record(operation)
            return .between(found.decoded(), expected, of: result)
        case .listModules(let number):
            return .between(try await store(number).listModules(), model(of: number).modules, listing: operation)
        case .moveClock(let seconds):
            try await trial.moveClock(by: seconds)
        case .damage, .startWriter, .endWriter:
            throw KitError("a random history damages nothing, and starts no other process")
        }
        return nil
    }

    /// Opens a store; a name of a connection string stands for a fresh one, the same each time.
    private mutating func open(_ number: Int, _ name: String) async throws {
        let connectionString = try connectionStrings[name] ?? trial.freshConnectionString()
        connectionStrings[name] = connectionString
        stores[number] = try await trial.makeStore(connectionString)
        // Every store that does not outlive itself starts empty.
        modelNames[number] = trial.subject.isPersistent ? name : "store \(number)"
        if models[modelNames[number, default: ""]] == nil {
            models[modelNames[number, default: ""]] = Model(collapsesDuplicates: trial.subject.collapsesDuplicates)
        }
    }

    private func store(_ number: Int) throws -> TrialStore {
        guard let store = stores[number] else { throw KitError("a history uses store\(number), which is not open") }
        return store
    }

    private func model(of number: Int) -> Model {
        models[modelNames[number, default: ""]] ?? Model(collapsesDuplicates: trial.subject.collapsesDuplicates)
    }
}
