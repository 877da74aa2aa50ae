import CallTraces

/// How far a history is from the shortest and simplest: fewer operations count first, then fewer concurrent ones, fewer
/// traces, and shorter and plainer text.
struct ShrinkOrder: Comparable {
    private let operations: Int
    private let tasks: Int
    private let traces: Int
    private let length: Int
    private let oddBytes: Int
    private let text: String

    init(_ history: History) {
        operations = history.steps.count
        tasks = history.steps.count { $0.task != nil }
        var traces = 0
        text = history.steps.map { step in
            switch step.operation {
            case .add(_, let batch):
                // An empty batch is odder than a batch of one trace.
                traces += batch.traces.isEmpty ? 2 : batch.traces.count
                return batch.swift
            case .filter(_, _, let module, let prefix, let limit):
                let prefix = prefix.map { "prefix \(SwiftText.string($0))" } ?? ""
                return SwiftText.string(module) + prefix + (limit.map { "limit \(SwiftText.limit($0))" } ?? "")
            case .makeStore, .release, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess:
                return ""
            }
        }.joined()
        self.traces = traces
        length = text.utf8.count
        oddBytes = text.utf8.count { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    static func < (left: ShrinkOrder, right: ShrinkOrder) -> Bool {
        let (counts, otherCounts) = (
            [left.operations, left.tasks, left.traces], [right.operations, right.tasks, right.traces]
        )
        if counts != otherCounts { return counts.lexicographicallyPrecedes(otherCounts) }
        if (left.length, left.oddBytes) != (right.length, right.oddBytes) {
            return (left.length, left.oddBytes) < (right.length, right.oddBytes)
        }
        return left.text.precedesByBytes(right.text)
    }
}

extension History {
    var shrinkOrder: ShrinkOrder { ShrinkOrder(self) }
}
