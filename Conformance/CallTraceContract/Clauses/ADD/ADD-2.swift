import CallTraces

extension Clause {
    /// ADD-2: no return type differs from "returned None".
    public static let add2 = Clause(
        .add,
        2,
        .must,
        "no return differs from None returned",
        text: """
            "No return type" (the call raised, or only yielded) differs from "returned None/Void"; likewise for yield.
            """,
        hint: "how nil is stored and read back: is NULL confused with the type None on either side?",
        deviationExcludes: .types
    ) { trial in
        let traces = [
            ("a call that neither returned nor yielded", CallTrace(module: "m", qualname: "f")),
            ("a call that returned None", CallTrace(module: "m", qualname: "f", returnType: .noneType)),
            ("a call that yielded None", CallTrace(module: "m", qualname: "f", yieldType: .noneType)),
            (
                "a call that returned and yielded None",
                CallTrace(module: "m", qualname: "f", returnType: .noneType, yieldType: .noneType)
            ),
        ]
        // Distinct qualnames and arguments, as FILTER-9 judges which traces are identical.
        let kinds = traces.enumerated().map { number, titled in
            let (title, trace) = titled
            let names: [NamedTypes] = [[:], ["x": .int], ["x": .noneType], ["x": .list(of: .noneType)]]
            return CaseKind(
                title,
                names.enumerated().map { index, argTypes in
                    var trace = trace
                    (trace.qualname, trace.argTypes) = ("f\(number).\(index)", argTypes)
                    return trace
                }
                    + [TypeReference.int, .list(of: .noneType)].enumerated().map { index, type in
                        var trace = trace
                        trace.qualname = "g\(number).\(index)"
                        if trace.returnType == nil { trace.yieldType = type } else { trace.yieldType = nil }
                        return trace
                    }
            )
        }
        try await trial.scenario("calls that returned, yielded, or did neither, with None and without", of: kinds) {
            traces in
            try await trial.foundAfterAdding(traces)
        } check: { trace, found in
            trial.expect(found, toHold: trace)
        }
    }
}
