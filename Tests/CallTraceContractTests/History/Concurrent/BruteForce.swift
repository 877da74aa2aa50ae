import CallTraces

@testable import CallTraceContract

/// Tries every order of some calls: the plainest statement of what the search must find.
struct BruteForce {
    let calls: [ObservedCall]
    let model: Model
    let precedence: Linearizability.Precedence

    /// Whether some order explains every answer.
    var isLawful: Bool {
        var order = Array(calls.indices)
        repeat {
            if explains(order) { return true }
        } while Self.advance(&order)
        return false
    }

    /// Whether an order contains every call once, preserves precedence, and explains every answer.
    func explains(_ order: [Int]) -> Bool {
        guard order.sorted() == Array(calls.indices) else { return false }
        for (place, later) in order.enumerated() {
            // Nothing later in the order may have to precede this call.
            if order[(place + 1)...].contains(where: { mustPrecede(calls[$0], calls[later]) }) { return false }
        }
        var model = model
        return order.allSatisfy {
            Self.answer(to: calls[$0].operation, by: &model) == Self.comparable(calls[$0].answer)
        }
    }

    private func mustPrecede(_ call: ObservedCall, _ other: ObservedCall) -> Bool {
        guard call.time.upperBound < other.time.lowerBound else { return false }
        switch precedence {
        case .time: return true
        case .program: return call.task == other.task || call.task == nil || other.task == nil
        }
    }

    /// The answer of the model; modules as sorted bytes, an error without its text.
    private static func answer(
        to operation: Step.Operation,
        by model: inout Model
    ) -> ObservedCall.Answer? {
        switch operation {
        case .add(_, let batch):
            model.add(batch.traces)
            return .done
        case .filter(_, _, let module, let prefix, let limit):
            let found = model.filter(module: module, qualnamePrefix: prefix, limit: limit)
            return found.map { .traces($0.map(Decoded.trace)) } ?? .threw("")
        case .listModules:
            return comparable(.modules(model.modules))
        case .makeStore, .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
            return nil
        }
    }

    private static func comparable(_ answer: ObservedCall.Answer) -> ObservedCall.Answer {
        switch answer {
        case .done, .traces: answer
        case .modules(let modules): .modules(modules.map { "\(Array($0.utf8))" }.sorted())
        case .threw: .threw("")
        }
    }

    /// Advances to the next permutation; returns `false` after the last.
    private static func advance(_ order: inout [Int]) -> Bool {
        guard let pivot = order.indices.dropLast().last(where: { order[$0] < order[$0 + 1] }),
            let next = order.indices.last(where: { order[$0] > order[pivot] })
        else { return false }
        order.swapAt(pivot, next)
        order[(pivot + 1)...].reverse()
        return true
    }
}
