package import CallTraces

extension RecordedCalls {
    /// Distinct traces, made from the recorded ones in rounds.
    ///
    /// The first round is what was recorded. Of every ten rounds five have functions of their own, each with and without
    /// another argument; every ten rounds have modules of their own.
    ///
    /// - Parameter count: How many.
    /// - Returns: So many traces, no two of them identical.
    package func distinctTraces(_ count: Int) -> [CallTrace] {
        (0..<count).map { number in
            let (round, index) = number.quotientAndRemainder(dividingBy: traces.count)
            return traces[index].variant(
                library: round / 10,
                function: round % 10 / 2,
                hasOption: !round.isMultiple(of: 2)
            )
        }
    }
}

extension CallTrace {
    fileprivate func variant(library: Int, function: Int, hasOption: Bool) -> CallTrace {
        var variant = self
        if library > 0 { variant.module += ".edition\(library)" }
        if function > 0 { variant.qualname += "_variant\(function)" }
        if hasOption {
            let option = ("another_option", TypeReference(module: "builtins", qualname: "bool"))
            variant.argTypes = NamedTypes(argTypes.map { ($0.name, $0.type) } + [option])
        }
        return variant
    }
}
