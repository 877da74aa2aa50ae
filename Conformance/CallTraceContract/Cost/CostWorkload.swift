import CallTraces

/// The traces that stores are measured with: the recorded ones, and variants of them.
struct CostWorkload: Sendable {
    /// How many traces are added at once.
    static let batchSize = 1_000

    /// The module with the most traces, a fifth of all.
    let module = "app.models"

    /// What the qualnames of a few traces of ``module`` begin with.
    let prefix: String

    private let recorded: [CallTrace]

    init() throws {
        recorded = try RecordedTraces.sample()
        prefix = Self.className(recorded[0])
    }

    /// Traces of an endless series, no two of which are identical.
    ///
    /// Each round of the recorded traces has other functions, or an additional argument. Ten rounds share their modules, as
    /// larger programs have more of them; only ``module`` is the same in all.
    func distinct(_ numbers: Range<Int>) -> [CallTrace] {
        numbers.map { number in
            let (round, index) = number.quotientAndRemainder(dividingBy: recorded.count)
            var trace = recorded[index]
            if index.isMultiple(of: 5) {
                trace.qualname = Self.className(trace) + trace.qualname
                trace.module = module
            } else if round >= 10 {
                trace.module += ".edition\(round / 10)"
            }
            if round >= 2 { trace.qualname += "_variant\(round / 2)" }
            if !round.isMultiple(of: 2) {
                let option = ("another_option", TypeReference(module: "builtins", qualname: "bool"))
                trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, $0.type) } + [option])
            }
            return trace
        }
    }

    /// Calls as a program makes them, each with a trace of the first round: a tenth of the traces make half of the calls.
    func repeated(_ numbers: Range<Int>) -> [CallTrace] {
        let traces = distinct(0..<recorded.count)
        return numbers.map { number in
            var generator = SeededGenerator(seed: UInt64(number))
            let position = Double.random(in: 0..<1, using: &generator)
            return traces[Int(position * position * position * Double(traces.count))]
        }
    }

    /// A name that no two modules share.
    private static func className(_ trace: CallTrace) -> String {
        trace.module.split(separator: ".").joined(separator: "_") + "."
    }
}
