import CallTraces

/// The traces and names that a history uses: few enough to collide, to repeat, and to be prefixes of one another.
struct Vocabulary: Sendable {
    let traces: [CallTrace]
    let modules: [String]
    let prefixes: [String]

    /// A vocabulary of invented names that stores get wrong; names with NUL are only for stores that keep them.
    static func made(keepsNUL: Bool, using generator: inout SeededGenerator) -> Vocabulary {
        // Names of one family are easily confused.
        func some<Element>(of families: [[Element]], _ count: ClosedRange<Int>) -> [Element] {
            let family = generator.pick(families, else: [])
            let elements = family.shuffled(using: &generator).prefix(Int.random(in: count, using: &generator))
            return Array(elements) + families.flatMap(\.self).shuffled(using: &generator).prefix(1)
        }
        let families = Self.families(keepsNUL: keepsNUL, using: &generator)
        let modules = some(of: families, 1...3)
        let qualnames = some(of: families, 2...5)
        let arguments = some(of: Self.arguments(names: some(of: families, 2...3)), 2...4)
        let traces = (0..<Int.random(in: 3...12, using: &generator)).map { _ in
            // Many traces are of the same function, so that they differ in little else, or in nothing.
            CallTrace(
                module: generator.happens(50) ? modules[0] : generator.pick(modules, else: "a"),
                qualname: generator.happens(40) ? qualnames[0] : generator.pick(qualnames, else: "f"),
                argTypes: generator.pick(arguments, else: [:]),
                returnType: generator.pick(types, else: nil),
                yieldType: generator.happens(80) ? nil : generator.pick(types, else: nil)
            )
        }
        return Vocabulary(traces: traces, otherModules: modules)
    }

    /// A vocabulary of real calls: those of one module and some of others.
    static func recorded(using generator: inout SeededGenerator) throws -> Vocabulary {
        let modules = try RecordedTraces.sample().byModule
        let most = generator.pick(modules.map(\.traces), else: [])
        let others = (0..<4).compactMap { _ in generator.pick(modules.map(\.traces), else: []).first }
        return Vocabulary(traces: Array(most.prefix(12)) + others, otherModules: [])
    }

    private init(traces: [CallTrace], otherModules: [String]) {
        self.traces = traces
        modules = Array(Set((traces.map(\.module) + otherModules).map(ExactString.init))).map(\.string)
            .sorted { $0.precedesByBytes($1) }
        prefixes = Array(Set(traces.map { ExactString($0.qualname) })).map(\.string)
            .sorted { $0.precedesByBytes($1) }
    }

    /// Plain names, which are prefixes of one another; names with NUL; normal forms; and some other texts of one kind.
    private static func families(keepsNUL: Bool, using generator: inout SeededGenerator) -> [[String]] {
        let plain = [
            ["a", "a.b", "a.b.c", "ab", "A", "b"], ["f", "f.g", "fg", "F", "F.g", "g", "g.<locals>.f"],
        ]
        let normalForms = ["caf\u{e9}", "cafe\u{301}", "caf\u{e9}s", "cafe\u{301}s", "cafe"]
        // Texts that are alike follow one another.
        let kind = generator.pick(TextCorpus.kinds, else: CaseKind("", [])).cases
        let start = Int.random(in: 0...max(0, kind.count - 6), using: &generator)
        return [generator.pick(plain, else: []), normalForms, Array(kind[start...].prefix(6))]
            + (keepsNUL ? [["a", "a\0", "a\0b", "f\0g"]] : [])
    }

    /// Families of arguments: with names that are easily confused, and those of near twins.
    private static func arguments(names: [String]) -> [[NamedTypes]] {
        let named = names.flatMap { name -> [NamedTypes] in
            [
                [name: .int], [name: .str], [name: .record([name: .int])], [name: .int, "y": .str],
                ["y": .str, name: .int],
            ]
        }
        return [named + [[:]]] + twins
    }

    private static let twins = [NearTwins.generic, NearTwins.rich].map { trace in
        [trace.argTypes, NamedTypes(trace.argTypes.reversed().map { ($0.name, $0.type) })]
            + NearTwins.of(trace).map(\.trace.argTypes)
    }

    private static let types: [TypeReference?] =
        [nil, nil, .noneType, .int, .str, .list(of: .noneType)]
        + [NearTwins.generic.returnType, NearTwins.rich.returnType]
        + NearTwins.of(NearTwins.rich).map(\.trace.returnType).filter { $0 != NearTwins.rich.returnType }.prefix(12)
}
