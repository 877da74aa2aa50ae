import CallTraces

extension History {
    /// The ways to make a history smaller, the most promising first.
    static let allReductions: [@Sendable (History) -> [History]] = [
        { $0.withFewerSteps }, { $0.withFewerStores }, { $0.withFewerTasks }, { $0.withEarlierCancellation },
        { $0.withSmallerBatches }, { $0.withPlainerTraces }, { $0.withPlainerNames }, { $0.withSmallerLimits },
        { $0.withShorterPrefixes },
    ]

    /// Without some steps, large parts first.
    private var withFewerSteps: [History] {
        parts(of: steps.count).map { part in
            var smaller = self
            smaller.steps.removeSubrange(part)
            return smaller
        }
    }

    /// With one store used instead of another.
    private var withFewerStores: [History] {
        let stores = steps.compactMap { step -> Int? in
            guard case .makeStore(let store, _) = step.operation else { return nil }
            return store
        }
        return stores.indices.flatMap { later in
            stores[..<later].map { earlier in
                History(steps: steps.compactMap { $0.using(store: earlier, insteadOf: stores[later]) })
            }
        }
    }

    /// With a step of a task moved before or after the tasks.
    private var withFewerTasks: [History] {
        steps.indices.filter { steps[$0].task != nil }.flatMap { index in
            var rest = steps
            let step = Step(operation: rest.remove(at: index).operation, task: nil)
            return [beginning.endIndex, ending.startIndex - 1].map { place in
                History(steps: rest[..<place] + [step] + rest[place...])
            }
        }
    }

    /// With a call that is not canceled, or sooner.
    private var withEarlierCancellation: [History] {
        steps.indices.flatMap { index -> [History] in
            guard let turns = steps[index].cancellation else { return [] }
            return [nil, 0, turns / 2, turns - 1].filter { $0.map { (0..<turns).contains($0) } ?? true }.map {
                earlier in
                var history = self
                history.steps[index].cancellation = earlier
                return history
            }
        }
    }

    /// With fewer traces in a batch, large parts first, or with a plain trace in an empty one.
    private var withSmallerBatches: [History] {
        mapBatches { traces in
            guard !traces.isEmpty else { return [[CallTrace(module: "a", qualname: "a")]] }
            return parts(of: traces.count).map { part in
                var smaller = traces
                smaller.removeSubrange(part)
                return smaller
            }
        }
    }

    /// With plainer types, everywhere or in one trace.
    private var withPlainerTraces: [History] {
        // In the order of the history, as the order of a set changes from run to run.
        var seen: Set<CallTrace> = []
        let everywhere = traces.filter { seen.insert($0).inserted }.flatMap { trace in
            trace.plainer.map { plainer in mappingTraces { $0 == trace ? plainer : $0 } }
        }
        let once = mapBatches { traces in
            traces.indices.flatMap { index in
                traces[index].plainer.map { plainer in
                    var traces = traces
                    traces[index] = plainer
                    return traces
                }
            }
        }
        return everywhere + once
    }

    /// With a smaller limit, or none.
    private var withSmallerLimits: [History] {
        mapQueries { module, prefix, limit in
            guard let limit else { return [] }
            let smaller = [nil, 0, 1, 2, 3, 10, limit / 2, limit - 1].filter { $0.map { $0 < limit } ?? true }
            return smaller.map { (module, prefix, $0) }
        }
    }

    /// With a shorter prefix, or none.
    private var withShorterPrefixes: [History] {
        mapQueries { module, prefix, limit in
            guard let prefix else { return [] }
            return [(module, nil, limit)] + prefix.withoutOneScalar.map { (module, $0, limit) }
        }
    }

    // MARK: What the reductions share

    /// Ranges of a number of elements: halves first, then smaller ones, single elements last.
    private func parts(of count: Int) -> [Range<Int>] {
        guard count > 1 else { return count == 1 ? [0..<1] : [] }
        var parts: [Range<Int>] = []
        var size = count / 2
        while size > 0 {
            for start in stride(from: 0, to: count, by: size).reversed() {
                parts.append(start..<min(start + size, count))
            }
            size /= 2
        }
        return parts
    }

    private func mapBatches(_ reductions: ([CallTrace]) -> [[CallTrace]]) -> [History] {
        steps.indices.flatMap { index -> [History] in
            guard case .add(let store, let batch) = steps[index].operation else { return [] }
            return reductions(batch.traces).map { replacing(index, with: .add(store: store, batch: Batch($0))) }
        }
    }

    private func mapQueries(
        _ reductions: (_ module: String, _ prefix: String?, _ limit: Int?) -> [(String, String?, Int?)]
    ) -> [History] {
        steps.indices.flatMap { index -> [History] in
            guard case .filter(let store, let result, let module, let prefix, let limit) = steps[index].operation else {
                return []
            }
            return reductions(module, prefix, limit).map { module, prefix, limit in
                replacing(
                    index,
                    with: .filter(store: store, result: result, module: module, qualnamePrefix: prefix, limit: limit)
                )
            }
        }
    }

    private func replacing(_ index: Int, with operation: Step.Operation) -> History {
        var history = self
        history.steps[index].operation = operation
        return history
    }

    private func mappingTraces(_ change: (CallTrace) -> CallTrace) -> History {
        History(
            steps: steps.map { step in
                guard case .add(let store, let batch) = step.operation else { return step }
                return step.with(.add(store: store, batch: Batch(batch.traces.map(change))))
            }
        )
    }
}

extension Step {
    /// The step with one store instead of another; `nil` if it opens or releases the other.
    fileprivate func using(store: Int, insteadOf other: Int) -> Step? {
        let operation: Step.Operation
        switch self.operation {
        case .makeStore(other, _), .release(other): return nil
        case .add(other, let batch): operation = .add(store: store, batch: batch)
        case .filter(other, let result, let module, let prefix, let limit):
            operation = .filter(store: store, result: result, module: module, qualnamePrefix: prefix, limit: limit)
        case .listModules(other): operation = .listModules(store: store)
        default: return self
        }
        return with(operation)
    }
}

extension CallTrace {
    /// The trace with less in it: without a part, or with a plainer type.
    fileprivate var plainer: [CallTrace] {
        let changes: [(inout CallTrace) -> Void] =
            [
                { $0 = CallTrace(module: $0.module, qualname: $0.qualname) },
                { $0.argTypes = [:] },
                { $0.returnType = nil },
                { $0.yieldType = nil },
            ]
            + argTypes.indices.map { index in
                { trace in
                    var arguments = trace.argTypes.map { ($0.name, $0.type) }
                    arguments.remove(at: index)
                    trace.argTypes = NamedTypes(arguments)
                }
            }
            + [
                { trace in trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, .int) }) },
                { if $0.returnType != nil { $0.returnType = .int } },
                { if $0.yieldType != nil { $0.yieldType = .int } },
            ]
        return changes.compactMap { change in
            var trace = self
            change(&trace)
            return trace == self ? nil : trace
        }
    }
}
