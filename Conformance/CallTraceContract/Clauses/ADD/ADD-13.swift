import CallTraces

extension Clause {
    /// ADD-13: deep and wide traces come back intact.
    public static let add13 = Clause(
        .add,
        13,
        .must,
        "depth and width hold",
        text: """
            Depth and width are preserved: 1,000 arguments, 1,000 element types and 1,000 fields, and types nested 64 deep, \
            as element types, as typed dicts, and as both in turn.
            """,
        hint: "limits on a coder's nesting, on recursion, or on the length of a column."
    ) { trial in
        try await trial.scenario("wide and deep traces", of: wideAndDeep) { traces in
            try await trial.foundAfterAdding(traces)
        } check: { trace, found in
            trial.expect(found, toHold: trace)
        }
    }

    /// Traces whose every argument, element, field, and level has a name of its own, so that it matters which is lost.
    private static let wideAndDeep: [CaseKind<CallTrace>] = {
        func type(_ number: Int, _ content: TypeReference.Content = .bare) -> TypeReference {
            TypeReference(module: "t", qualname: "T\(number)", content: content)
        }
        func names(_ count: Int) -> NamedTypes { NamedTypes((0..<count).map { ("a\($0)", type($0)) }) }
        func elements(_ count: Int) -> TypeReference { type(count, .elementTypes((0..<count).map { type($0) })) }
        func fields(_ count: Int) -> TypeReference { type(count, .typedDict(names(count))) }
        func nested(_ depth: Int, _ wrap: (Int, TypeReference) -> TypeReference.Content) -> TypeReference {
            (1..<depth).reduce(type(0)) { inner, level in type(level, wrap(level, inner)) }
        }
        func inEveryPosition(_ name: String, _ type: TypeReference) -> CallTrace {
            CallTrace(module: "m", qualname: name, argTypes: ["x": type, "y": .int], returnType: type, yieldType: type)
        }
        let widths = [16, 17, 33, 65, 129, 256, 257, 513, 999, 1_000]
        let depths = [9, 17, 33, 63, 64]
        return [
            CaseKind(
                "many arguments",
                widths.map { CallTrace(module: "m", qualname: "arguments\($0)", argTypes: names($0)) }
            ),
            CaseKind("many element types", widths.map { inEveryPosition("elements\($0)", elements($0)) }),
            CaseKind("many fields", widths.map { inEveryPosition("fields\($0)", fields($0)) }),
            CaseKind(
                "deep element types",
                depths.map { depth in
                    inEveryPosition("lists\(depth)", nested(depth) { .elementTypes([type(-$0), $1]) })
                }
            ),
            CaseKind(
                "deep typed dicts",
                depths.map { depth in
                    inEveryPosition("dicts\(depth)", nested(depth) { .typedDict(["k\($0)": $1, "z": type(-$0)]) })
                }
            ),
            CaseKind(
                "typed dicts and element types in turn",
                depths.map { depth in
                    inEveryPosition(
                        "mixed\(depth)",
                        nested(depth) { $0.isMultiple(of: 2) ? .elementTypes([$1]) : .typedDict(["k\($0)": $1]) }
                    )
                }
            ),
        ]
    }()
}
