import CallTraces

/// How far a history is from the shortest and plainest: fewer operations count before fewer traces, and those before
/// shorter names.
struct ShrinkOrder: Comparable {
    private let operations: Int
    private let tasks: Int
    private let traces: Int
    private let parts: Int
    private let text: Int

    init(_ history: History) {
        operations = history.steps.count
        tasks = history.steps.count { $0.task != nil }
        var (traces, parts, text) = (0, 0, 0)
        for step in history.steps {
            switch step.operation {
            case .add(_, let batch):
                // A batch of nothing is odder than one of a trace.
                traces += batch.traces.isEmpty ? 2 : batch.traces.count
                for trace in batch.traces {
                    parts += Self.parts(of: trace)
                    text += Self.shrinkOrder(trace.module) + Self.shrinkOrder(trace.qualname)
                }
            case .filter(_, _, let module, let prefix, let limit):
                text += Self.shrinkOrder(module)
                if let prefix { text += 1 + Self.shrinkOrder(prefix) }
                if let limit { text += 1 + Self.shrinkOrder(limit) }
            case .makeStore, .release, .decode, .listModules, .moveClock, .damage, .startProcess, .endProcess:
                break
            }
        }
        (self.traces, self.parts, self.text) = (traces, parts, text)
    }

    static func < (left: ShrinkOrder, right: ShrinkOrder) -> Bool {
        (left.operations, left.tasks, left.traces, left.parts, left.text)
            < (right.operations, right.tasks, right.traces, right.parts, right.text)
    }

    private static func shrinkOrder(_ limit: Int) -> Int {
        // Large limits are all the same, and a negative one is the oddest.
        limit < 0 ? 1_000 : min(limit, 500)
    }

    /// Plain letters are light, and the first of the alphabet lightest.
    private static func shrinkOrder(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { shrinkOrder, scalar in
            switch scalar {
            case "a"..."z": shrinkOrder + 100 + Int(scalar.value - 97)
            case "A"..."Z": shrinkOrder + 130
            case _ where scalar.isASCII: shrinkOrder + 150
            default: shrinkOrder + 200
            }
        }
    }

    /// How much there is of a trace beside its names.
    private static func parts(of trace: CallTrace) -> Int {
        var parts = 0
        var types = trace.argTypes.map(\.type) + [trace.returnType, trace.yieldType].compactMap(\.self)
        parts += trace.argTypes.reduce(0) { $0 + shrinkOrder($1.name) }
        while let type = types.popLast() {
            parts += 100 + shrinkOrder(type.module) + shrinkOrder(type.qualname)
            switch type.content {
            case .bare: break
            case .elementTypes(let elements):
                parts += 50
                types += elements
            case .typedDict(let fields):
                parts += 100
                types += fields.map(\.type)
            }
        }
        return parts
    }
}

extension History {
    var shrinkOrder: ShrinkOrder { ShrinkOrder(self) }
}
