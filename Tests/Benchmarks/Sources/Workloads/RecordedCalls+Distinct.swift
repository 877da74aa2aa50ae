package import CallTraces

extension RecordedCalls {
    /// Distinct traces: the recorded ones, and as many rounds of variants as it takes.
    ///
    /// Ten rounds share their modules. Among them are five variants of the functions, each with and without an additional
    /// argument.
    ///
    /// - Parameter count: The number of traces.
    /// - Returns: That many traces, no two of them identical.
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
