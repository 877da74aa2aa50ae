import CallTraces

/// How far a history is from the shortest and simplest: fewer operations count first, then fewer concurrent ones, fewer
/// and earlier cancellations, fewer traces, and shorter and plainer text.
struct ShrinkOrder: Comparable {
    private let operations: Int
    private let tasks: Int
    private let cancellations: [Int]
    private let traces: Int
    private let length: Int
    private let oddness: Int
    private let text: String

    init(_ history: History) {
        operations = history.steps.count
        tasks = history.steps.count { $0.task != nil }
        cancellations = history.steps.compactMap(\.cancellation)
        var traces = 0
        text = history.steps.map { step in
            switch step.operation {
            case .add(_, let batch):
                // An empty batch is odder than a batch of one trace.
                traces += batch.traces.isEmpty ? 2 : batch.traces.count
                return batch.swift
            case .filter(_, _, let module, let prefix, let limit):
                let prefix = prefix.map { "prefix \(SwiftText.string($0))" } ?? ""
                return SwiftText.string(module) + prefix + (limit.map(Self.text(of:)) ?? "")
            case .makeStore, .release, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess, .remark,
                .use, .addInTasks:
                return ""
            }
        }.joined()
        self.traces = traces
        length = text.utf8.count
        oddness = text.unicodeScalars.reduce(0) { oddness, scalar in
            switch scalar {
            case "a"..."z": oddness
            case "A"..."Z", "0"..."9": oddness + 1
            default: oddness + 2
            }
        }
    }

    private var counts: [Int] {
        [operations, tasks, cancellations.count, cancellations.reduce(0, +), traces]
    }

    /// The text of a limit; a negative one is the oddest, and large ones are alike.
    private static func text(of limit: Int) -> String {
        limit < 0 ? "limit that is negative" : "limit \(min(limit, 1_000))"
    }

    static func < (left: ShrinkOrder, right: ShrinkOrder) -> Bool {
        let (counts, otherCounts) = (
            left.counts, right.counts
        )
        if counts != otherCounts { return counts.lexicographicallyPrecedes(otherCounts) }
        if (left.length, left.oddness) != (right.length, right.oddness) {
            return (left.length, left.oddness) < (right.length, right.oddness)
        }
        return left.text.precedesByBytes(right.text)
    }
}

extension History {
    var shrinkOrder: ShrinkOrder { ShrinkOrder(self) }
}
