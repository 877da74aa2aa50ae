import CallTraces

/// A history played on a store and on the model, step by step.
struct Replay {
    private let trial: Trial
    private let rules: Model.Rules
    private var stores: [Int: TrialStore] = [:]
    private var connectionStrings: [String: String] = [:]
    private var models: [String: Model] = [:]
    private var modelNames: [Int: String] = [:]
    private var results: [Int: (found: FilterResult, expected: [CallTrace], model: Model)] = [:]

    private init(_ trial: Trial, _ rules: Model.Rules) {
        self.trial = trial
        self.rules = rules
    }

    /// Plays a history on fresh stores, until the store and the model disagree.
    ///
    /// - Parameters:
    ///   - history: The history; the steps of concurrent tasks run one after another, as listed.
    ///   - title: The scenario of a violation.
    ///   - rules: What the model demands.
    ///   - trial: Opens the stores.
    /// - Returns: The violation, if any; it is not reported yet.
    /// - Throws: ``KitError`` when something goes wrong that is not the store's.
    static func violation(
        of history: History,
        titled title: String,
        by rules: Model.Rules,
        in trial: Trial
    ) async throws -> Violation? {
        var violation: Violation?
        try await trial.disposableScenario(title) {
            var replay = Replay(trial, rules)
            for step in history.steps {
                guard let mismatch = try await replay.play(step.operation) else { continue }
                violation = trial.violation(expected: mismatch.expected, got: mismatch.got) { steps, writer in
                    guard let expectation = mismatch.expectation else { return writer.program(steps) }
                    // The expectation uses the variable that a `filter` with a result declares.
                    let keepsLast = step.operation.givesResult && mismatch.expected != "an error"
                    return writer.program(keepsLast ? steps : steps.dropLast()) + [expectation(writer)]
                }
                return
            }
        }
        return violation
    }

    private mutating func play(_ operation: Step.Operation) async throws -> Mismatch? {
        do {
            return try await mismatch(at: operation)
        } catch let threw as StoreError {
            if operation.isRefused { return nil }
            return .threw(trial.describe(threw.error))
        }
    }

    private mutating func mismatch(at operation: Step.Operation) async throws -> Mismatch? {
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
            let model = model(of: number)
            let expected = model.filter(module: module, qualnamePrefix: prefix, limit: limit)
            guard let expected else { return .answered(operation) }
            results[result] = (found, expected, model)
            return .between(found.decoded(), expected, of: result, by: model)
        case .decode(let result):
            guard let (found, expected, model) = results[result] else { return nil }
            trial.recorder.record(operation)
            return .between(found.decoded(), expected, of: result, by: model)
        case .listModules(let number):
            return .between(try await store(number).listModules(), model(of: number).modules, listing: operation)
        case .moveClock(let seconds):
            try await trial.moveClock(by: seconds)
        case .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
            throw KitError("a random history damages nothing and starts no child process")
        }
        return nil
    }

    /// Opens a store; each placeholder stands for one fresh connection string.
    private mutating func open(_ number: Int, _ name: String) async throws {
        let connectionString = try connectionStrings[name] ?? trial.freshConnectionString()
        connectionStrings[name] = connectionString
        stores[number] = try await trial.makeStore(connectionString)
        // Every ephemeral store starts empty.
        modelNames[number] = trial.subject.isPersistent ? name : "store \(number)"
        if models[modelNames[number, default: ""]] == nil {
            models[modelNames[number, default: ""]] = Model(rules)
        }
    }

    private func store(_ number: Int) throws -> TrialStore {
        guard let store = stores[number] else { throw KitError("a history uses store\(number), which is not open") }
        return store
    }

    private func model(of number: Int) -> Model {
        models[modelNames[number, default: ""]] ?? Model(rules)
    }
}
