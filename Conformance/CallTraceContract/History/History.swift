import CallTraces

/// A sequence of steps on stores of one type, some of which, in the middle, run in concurrent tasks.
///
/// Its connection strings are placeholders, `1` and `2`; each time the history is played, they stand for fresh ones.
struct History: Sendable {
    var steps: [Step]

    /// The traces of all batches.
    var traces: [CallTrace] {
        steps.flatMap { step -> [CallTrace] in
            guard case .add(_, let batch) = step.operation else { return [] }
            return batch.traces
        }
    }

    /// The steps before the tasks, or all steps if there are no tasks.
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
