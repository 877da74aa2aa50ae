import CallTraces

/// A program on stores of one type: steps in their order, and in the middle of it steps that tasks do at once.
///
/// Connection strings in it are names, `1` and `2`; each time the history is played they stand for fresh ones.
struct History: Sendable {
    var steps: [Step]

    /// The traces of all batches.
    var traces: [CallTrace] {
        steps.flatMap { step -> [CallTrace] in
            guard case .add(_, let batch) = step.operation else { return [] }
            return batch.traces
        }
    }

    /// The steps before the tasks, or all when there are none.
    var beginning: ArraySlice<Step> { steps.prefix { $0.task == nil } }

    /// The steps of each task, in the order of the tasks' numbers.
    var tasks: [[Step]] {
        Dictionary(grouping: steps.filter { $0.task != nil }) { $0.task }
            .sorted { ($0.key ?? 0) < ($1.key ?? 0) }
            .map(\.value)
    }

    /// The steps after the tasks.
    var ending: ArraySlice<Step> {
        steps.suffix(from: (steps.lastIndex { $0.task != nil } ?? steps.endIndex - 1) + 1)
    }
}
