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
            try await trial.foundAfterAdding([CallTrace.control] + traces)
        } check: { trace, found in
            // What is wrong with the simplest types is for ADD-1 and ADD-2 to judge.
            guard found.contains(.control) else { return trial.observe() }
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
        /// The type in one position, which is another one for the next size.
        func trace(_ name: String, _ size: Int, _ type: TypeReference) -> CallTrace {
            let qualname = "\(name)\(size)"
            return switch size % 3 {
            case 0: CallTrace(module: "m", qualname: qualname, argTypes: ["x": type, "y": .int])
            case 1: CallTrace(module: "m", qualname: qualname, returnType: type)
            default: CallTrace(module: "m", qualname: qualname, returnType: .int, yieldType: type)
            }
        }
        func inEveryPosition(_ name: String, _ size: Int, _ type: TypeReference) -> [CallTrace] {
            (0..<3).map { trace("\(name)\(size).", $0, type) }
        }
        let widths = UsualSizes.upTo(1_000)
        let depths = Array(2...64)
        return [
            CaseKind(
                "many arguments",
                widths.map { CallTrace(module: "m", qualname: "arguments\($0)", argTypes: names($0)) }
            ),
            CaseKind(
                "many element types",
                widths.map { trace("elements", $0, elements($0)) } + inEveryPosition("elements", 1_000, elements(1_000))
            ),
            CaseKind(
                "many fields",
                widths.map { trace("fields", $0, fields($0)) } + inEveryPosition("fields", 1_000, fields(1_000))
            ),
            CaseKind(
                "deep element types",
                depths.map { depth in
                    trace("lists", depth, nested(depth) { .elementTypes([type(-$0), $1]) })
                }
            ),
            CaseKind(
                "deep typed dicts",
                depths.map { depth in
                    trace("dicts", depth, nested(depth) { .typedDict(["k\($0)": $1, "z": type(-$0)]) })
                }
            ),
            CaseKind(
                "typed dicts and element types in turn",
                depths.map { depth in
                    trace(
                        "mixed",
                        depth,
                        nested(depth) { $0.isMultiple(of: 2) ? .elementTypes([$1]) : .typedDict(["k\($0)": $1]) }
                    )
                }
            ),
            CaseKind("arguments of many encoded lengths", lengths.compactMap(encodedArguments)),
            CaseKind("return types of many encoded lengths", lengths.compactMap(encodedReturnType)),
        ]
    }()

    private static let lengths = UsualSizes.upTo(65_537)

    /// A trace whose arguments have a number of bytes in MonkeyType's encoding; `nil` if no arguments have so few.
    private static func encodedArguments(_ bytes: Int) -> CallTrace? {
        padded(to: bytes, { $0.argTypes.utf8.count }) { name in
            CallTrace(module: "m", qualname: "arguments.\(bytes)", argTypes: [name: .int])
        }
    }

    /// A trace whose return type has a number of bytes in MonkeyType's encoding; `nil` if no type has so few.
    private static func encodedReturnType(_ bytes: Int) -> CallTrace? {
        padded(to: bytes, { $0.returnType?.utf8.count ?? 0 }) { name in
            CallTrace(
                module: "m",
                qualname: "return.\(bytes)",
                returnType: TypeReference(module: "t", qualname: name)
            )
        }
    }

    private static func padded(
        to bytes: Int,
        _ length: (CallTraceRow) -> Int,
        _ trace: (_ name: String) -> CallTrace
    ) -> CallTrace? {
        guard let row = try? CallTraceRow(trace("x")), length(row) <= bytes else { return nil }
        return trace(TextCorpus.text(of: bytes - length(row) + 1))
    }
}
