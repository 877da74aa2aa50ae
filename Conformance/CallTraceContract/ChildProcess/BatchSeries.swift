import CallTraces

/// Numbered batches that have no trace in common, so that a reader can tell how much of each is stored.
struct BatchSeries: Codable, Sendable {
    /// The module of the traces, apart from those that are in modules of their own.
    static let module = "m"

    /// What the names of the batches begin with.
    var name = "batch"

    /// How many batches there are.
    let count: Int

    /// How many traces a batch has in the common module.
    let size: Int

    /// Whether the first and the last trace of a batch are in modules of their own, in addition to `size`.
    var addsModules = false

    /// A limit on the result of a query that the series does not reach.
    var ampleLimit: Int { 2 * count * size }

    /// A batch, counted from zero.
    func batch(_ number: Int) -> Batch {
        let (first, last) = (moduleNames(number)[0], moduleNames(number)[1])
        let own = (0..<size).map { CallTrace(module: Self.module, qualname: "\(name)\(number).f\($0)") }
        let swift =
            "(\(SwiftText.range(0..<size))).map { CallTrace(module: \"\(Self.module)\","
            + " qualname: \"\(name)\(number).f\\($0)\") }"
        guard addsModules else { return Batch(own, swift: swift) }
        let (head, tail) = (CallTrace(module: first, qualname: "f"), CallTrace(module: last, qualname: "f"))
        return Batch(
            [head] + own + [tail],
            swift: "[\(SwiftText.trace(head))] + \(swift) + [\(SwiftText.trace(tail))]"
        )
    }

    /// The traces of a batch, counted from zero.
    func traces(_ number: Int) -> [CallTrace] { batch(number).traces }

    /// The modules that only one batch has, if batches have such modules; many names sort between them.
    func moduleNames(_ number: Int) -> [String] { ["a.\(name)\(number)", "z.\(name)\(number)"] }

    /// Whether a module is one that only one batch has.
    func hasModule(_ module: String) -> Bool {
        module.hasBytePrefix("a.\(name)") || module.hasBytePrefix("z.\(name)")
    }
}
