import CallTraces

/// A call to a store as its caller sees it: the operation, the answer, and when it started and ended.
struct ObservedCall: Sendable {
    /// What the call returned or threw.
    enum Answer: Hashable, Sendable {
        case done
        case traces([Decoded])
        case modules([String])
        case threw(String)
    }

    let operation: Step.Operation

    /// The task that made the call, or `nil` before and after the tasks.
    let task: Int?

    /// Whether its task was canceled before the call ended.
    var isCanceled = false

    /// When the call started and ended, in ticks of a clock that all tasks share: of two calls that overlap, either may
    /// have come first.
    let time: ClosedRange<Int>

    let answer: Answer
}

extension ObservedCall {
    /// The model after the call, if it gives the same answer.
    func played(to model: Model) -> Model? {
        switch (operation, answer) {
        case (.add(_, let batch), .done):
            var model = model
            model.add(batch.traces)
            return model
        case (.filter(_, _, let module, let prefix, let limit), .traces(let found)):
            let expected = model.filter(module: module, qualnamePrefix: prefix, limit: limit)
            return expected.map { model.accepts(found, as: $0) } == true ? model : nil
        case (.listModules, .modules(let found)):
            let modules = model.modules
            return found.count == modules.count && found.hasSameNames(as: modules) ? model : nil
        case (_, .threw) where operation.isRefused || isCanceled:
            return model
        default:
            return nil
        }
    }

    /// Whether the answer mentions a trace or its module.
    func mentions(_ trace: CallTrace) -> Bool {
        switch answer {
        case .traces(let found): found.contains(.trace(trace))
        case .modules(let modules): modules.contains { $0.hasSameBytes(as: trace.module) }
        case .done, .threw: false
        }
    }
}
