import CallTraces

extension ObservedCall {
    /// The call as a line of a report: its task, its times, the operation and the answer.
    var text: String {
        let place = task.map { "task \($0)" } ?? "alone"
        return
            "\(place), \(time.lowerBound) to \(time.upperBound): \(operationText)\(isCanceled ? ", canceled," : "") gave \(answerText)"
    }

    private var operationText: String {
        switch operation {
        case .add(_, let batch):
            "add [\(batch.traces.map { "\($0.module).\($0.qualname)" }.joined(separator: ", "))]"
        case .filter(_, _, let module, _, let limit):
            "filter \(module)" + (limit.map { ", limit \($0)" } ?? "")
        case .listModules:
            "listModules"
        case .makeStore, .release, .decode, .moveClock, .damage, .startProcess, .endProcess, .remark, .use, .addInTasks:
            ""
        }
    }

    private var answerText: String {
        switch answer {
        case .done: "nothing"
        case .traces(let found): "[\(found.map(\.qualname).joined(separator: ", "))]"
        case .modules(let modules): "[\(modules.joined(separator: ", "))]"
        case .threw(let error): "the error \(error)"
        }
    }
}

extension Decoded {
    /// The qualname of the trace, or what `toTrace()` threw.
    fileprivate var qualname: String {
        switch self {
        case .trace(let trace): trace.qualname
        case .failure: text
        }
    }
}
