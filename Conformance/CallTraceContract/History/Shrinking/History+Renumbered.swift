extension History {
    /// The history without steps that speak of stores or results that are not there, and numbered from one.
    var renumbered: History {
        var stores: [Int: Int] = [:]
        var storeCount = 0
        var results: [Int: Int] = [:]
        var connectionStrings: [String: String] = [:]
        var tasks: [Int: Int] = [:]
        var renumbered: [Step] = []
        for step in steps {
            let operation: Step.Operation? =
                switch step.operation {
                case .makeStore(let store, let name):
                    {
                        let newName = connectionStrings[name] ?? "\(connectionStrings.count + 1)"
                        connectionStrings[name] = newName
                        storeCount += 1
                        stores[store] = storeCount
                        return .makeStore(store: storeCount, connectionString: newName)
                    }()
                case .release(let store):
                    stores.removeValue(forKey: store).map { .release(store: $0) }
                case .add(let store, let batch):
                    stores[store].map { .add(store: $0, batch: batch) }
                case .filter(let store, let result, let module, let prefix, let limit):
                    stores[store].map { store in
                        results[result] = results.count + 1
                        return .filter(
                            store: store,
                            result: results.count,
                            module: module,
                            qualnamePrefix: prefix,
                            limit: limit
                        )
                    }
                case .decode(let result):
                    results[result].map { .decode(result: $0) }
                case .listModules(let store):
                    stores[store].map { .listModules(store: $0) }
                case .moveClock, .startProcess, .endProcess, .remark, .use, .addInTasks:
                    step.operation
                case .damage(let store, let module, let qualname):
                    stores[store].map { .damage(store: $0, module: module, qualname: qualname) }
                }
            guard let operation else { continue }
            let task = step.task.map { task in
                tasks[task] = tasks[task] ?? tasks.count + 1
                return tasks[task, default: 1]
            }
            renumbered.append(Step(operation: operation, task: task, cancellation: step.cancellation))
        }
        return History(steps: renumbered)
    }
}
