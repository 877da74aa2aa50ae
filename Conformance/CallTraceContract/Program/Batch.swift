package import CallTraces

/// The traces of one `add`, with a compact Swift expression for large batches.
package struct Batch: Sendable, ExpressibleByArrayLiteral {
    /// The traces, oldest first.
    package let traces: [CallTrace]

    /// The batch as a Swift expression; nearly all batches are never printed, so it is written on demand.
    package var swift: String { expression() }

    private let expression: @Sendable () -> String

    /// Whether the traces are passed as a sequence that can be walked only once (ADD-5).
    package let isSinglePass: Bool

    package init(_ traces: [CallTrace]) {
        self.init(traces, swift: SwiftText.array(traces.map(SwiftText.trace)))
    }

    init(_ traces: [CallTrace], isSinglePass: Bool = false, swift: @escaping @autoclosure @Sendable () -> String) {
        self.traces = traces
        self.isSinglePass = isSinglePass
        expression = swift
    }

    package init(arrayLiteral elements: CallTrace...) {
        self.init(elements)
    }

    /// The batch as a sequence that can be walked only once.
    var inSinglePass: Batch {
        Batch(traces, isSinglePass: true, swift: "AnyIterator(\(swift).makeIterator())")
    }

    /// Distinct traces of several modules: `f0`, `f1`, and so on in each of `other0`, `other1`, and so on.
    static func numbered(_ range: Range<Int>, modules: Range<Int>) -> Batch {
        Batch(
            modules.flatMap { module in range.map { CallTrace(module: "other\(module)", qualname: "f\($0)") } },
            swift: "(\(SwiftText.range(modules))).flatMap { module in"
                + " (\(SwiftText.range(range))).map { CallTrace(module: \"other\\(module)\", qualname: \"f\\($0)\") } }"
        )
    }

    /// The 20,000 traces of a large module, oldest first; their names are not in the order in which they are added.
    static let rows = rowsInBatches.flatMap(\.traces)

    /// The traces of a large module in 40 batches, small enough for any store, oldest first.
    static let rowsInBatches = (0..<40).map { batch in
        let range = batch * 500..<(batch + 1) * 500
        return Batch(
            range.map { CallTrace(module: "m", qualname: "f\($0 * 7_919 % 20_000)") },
            swift: "(\(SwiftText.range(range))).map {"
                + " CallTrace(module: \"m\", qualname: \"f\\($0 * 7_919 % 20_000)\") }"
        )
    }

    /// Distinct traces of one module: `f0`, `f1`, and so on.
    static func numbered(_ range: Range<Int>, module: String = "m") -> Batch {
        Batch(
            range.map { CallTrace(module: module, qualname: "f\($0)") },
            swift: "(\(SwiftText.range(range))).map {"
                + " CallTrace(module: \(SwiftText.string(module)), qualname: \"f\\($0)\") }"
        )
    }
}
