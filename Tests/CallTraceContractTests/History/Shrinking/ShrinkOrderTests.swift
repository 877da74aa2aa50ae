import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct ShrinkOrderTests {
    private static let plain = CallTrace(module: "a", qualname: "a")

    private static func adds(_ batches: [CallTrace]..., task: Int? = nil) -> History {
        History(steps: batches.map { Step(operation: .add(store: 1, batch: Batch($0)), task: task) })
    }

    private static func canceled(afterTurns turns: Int?) -> History {
        History(steps: [Step(operation: .add(store: 1, batch: Batch([plain])), task: 1, cancellation: turns)])
    }

    private static func filter(_ module: String = "a", prefix: String? = nil, limit: Int? = nil) -> History {
        let operation = Step.Operation.filter(
            store: 1,
            result: 1,
            module: module,
            qualnamePrefix: prefix,
            limit: limit
        )
        return History(steps: [Step(operation: operation, task: nil)])
    }

    /// The simpler history first.
    private static let pairs: [(History, History)] = [
        (adds([plain, plain, plain]), adds([], [])),
        (adds([plain, plain]), adds([plain], task: 1)),
        (canceled(afterTurns: nil), canceled(afterTurns: 0)),
        (canceled(afterTurns: 1), canceled(afterTurns: 2)),
        (adds([plain, plain, plain], task: 1), canceled(afterTurns: 0)),
        (adds([CallTrace(module: "a", qualname: "a", returnType: .int)]), adds([plain, plain])),
        (
            adds([CallTrace(module: "zzz", qualname: "zzz")]),
            adds([CallTrace(module: "a", qualname: "a", yieldType: .int)])
        ),
        (adds([plain]), adds([CallTrace(module: "b", qualname: "a")])),
        (adds([plain]), adds([CallTrace(module: "a", qualname: "aa")])),
        (adds([CallTrace(module: "a", qualname: "z")]), adds([CallTrace(module: "a", qualname: "A")])),
        (adds([CallTrace(module: "a", qualname: "A")]), adds([CallTrace(module: "a", qualname: "%")])),
        (adds([CallTrace(module: "a", qualname: "%")]), adds([CallTrace(module: "a", qualname: "\u{e9}")])),
        (
            adds([CallTrace(module: "a", qualname: "a", returnType: .int)]),
            adds([CallTrace(module: "a", qualname: "a", returnType: .list(of: .int))])
        ),
        (filter(), filter("b")),
        (filter(), filter(prefix: "")),
        (filter(prefix: ""), filter(prefix: "a")),
        (filter(), filter(limit: 0)),
        (filter(limit: 0), filter(limit: 1)),
        (filter(limit: 3), filter(limit: 400)),
        (filter(limit: .max), filter(limit: -1)),
    ]

    @Test(arguments: pairs.indices)
    func `the simpler history comes first`(_ index: Int) {
        let (simpler, other) = Self.pairs[index]
        #expect(simpler.shrinkOrder < other.shrinkOrder)
        #expect(!(other.shrinkOrder < simpler.shrinkOrder))
    }

    @Test func `a reduction that changes nothing comes no earlier`() {
        #expect(!(Self.filter().shrinkOrder < Self.filter().shrinkOrder))
        #expect(Self.filter(limit: .max).shrinkOrder == Self.filter(limit: 2_000).shrinkOrder)
    }
}
