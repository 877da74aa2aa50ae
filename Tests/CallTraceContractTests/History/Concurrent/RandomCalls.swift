import CallTraces

@testable import CallTraceContract

/// A few concurrent calls with the answers of a lawful store, one of which may be falsified.
struct RandomCalls {
    let calls: [ObservedCall]
    let model: Model
    let isFalsified: Bool

    init(seed: UInt64, falsified isFalsified: Bool) {
        var generator = SeededGenerator(seed: seed)
        var model = Model(Model.Rules(collapsesDuplicates: generator.happens(70)))
        self.model = model
        self.isFalsified = isFalsified
        var calls: [ObservedCall] = []
        var ends: [Int] = [0, 0, 0]
        // A call takes effect at one moment, starts some time before it, and ends some time after it.
        for moment in 1...Int.random(in: 3...6, using: &generator) {
            let begin = moment * 10 - Int.random(in: 0...25, using: &generator)
            let end = moment * 10 + Int.random(in: 0...25, using: &generator)
            let free = ends.indices.filter { ends[$0] < begin }
            guard let task = free.randomElement(using: &generator) else { continue }
            ends[task] = end
            let operation = Self.operation(using: &generator)
            let answer = Self.answer(to: operation, by: &model)
            calls.append(ObservedCall(operation: operation, task: task + 1, time: begin...end, answer: answer))
        }
        if isFalsified { Self.falsify(&calls, using: &generator) }
        self.calls = calls.shuffled(using: &generator)
    }

    private static let names = ["f", "g", "h"]

    private static func operation(using generator: inout SeededGenerator) -> Step.Operation {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<50:
            let count = Int.random(in: 1...2, using: &generator)
            return .add(store: 1, batch: Batch((0..<count).map { _ in trace(using: &generator) }))
        case 50..<85:
            let limit = generator.pick([nil, nil, 1], else: nil)
            return .filter(store: 1, result: 1, module: "a", qualnamePrefix: nil, limit: limit)
        default:
            return .listModules(store: 1)
        }
    }

    private static func trace(using generator: inout SeededGenerator) -> CallTrace {
        CallTrace(module: generator.pick(["a", "a", "b"], else: "a"), qualname: generator.pick(names, else: "f"))
    }

    private static func answer(
        to operation: Step.Operation,
        by model: inout Model
    ) -> ObservedCall.Answer {
        switch operation {
        case .filter(_, _, let module, let prefix, let limit):
            return .traces(
                (model.filter(module: module, qualnamePrefix: prefix, limit: limit) ?? []).map(Decoded.trace)
            )
        case .listModules:
            return .modules(model.modules)
        case .add(_, let batch):
            model.add(batch.traces)
            return .done
        case .makeStore, .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
            return .done
        }
    }

    /// Changes the answer to one query.
    private static func falsify(_ calls: inout [ObservedCall], using generator: inout SeededGenerator) {
        let queries = calls.indices.filter { calls[$0].operation.isQuery }
        guard let index = queries.randomElement(using: &generator) else { return }
        let call = calls[index]
        let answer: ObservedCall.Answer
        switch call.answer {
        case .traces(var found):
            let place = Int.random(in: 0...found.count, using: &generator)
            if place < found.count, generator.happens(50) {
                found.remove(at: place)
            } else {
                found.insert(.trace(CallTrace(module: "a", qualname: generator.pick(names, else: "f"))), at: place)
            }
            answer = .traces(found)
        case .modules(let modules):
            answer = .modules(modules.isEmpty ? ["a"] : Array(modules.dropLast()))
        case .done, .threw:
            answer = call.answer
        }
        calls[index] = ObservedCall(operation: call.operation, task: call.task, time: call.time, answer: answer)
    }
}
