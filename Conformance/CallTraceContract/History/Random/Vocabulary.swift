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
        func usable(_ families: [[String]]) -> [[String]] {
            families.map { names in names.filter { keepsNUL || !$0.utf8.contains(0) } }
        }
        let modules = some(of: usable(Self.modules), 1...3)
        let qualnames = some(of: usable(Self.qualnames), 2...5)
        let arguments = some(of: Self.arguments, 2...4)
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

    private static let modules = [
        ["a", "a.b", "a.b.c", "ab", "A", "b"],
        ["a_", "a%", "a*", " a", "it's", "ab"],
        [HostileText.composed, HostileText.decomposed, "cafe"],
        ["a", "a\0", "a\0b", "\u{1f600}"],
    ]

    private static let qualnames = [
        ["f", "f.g", "fg", "F", "F.g", "g", "g.<locals>.f"],
        ["f_g", "fxg", "f%", "f*", "f[g]", "f\\g", "fg"],
        [
            HostileText.composed, HostileText.decomposed, HostileText.composed + ".f", HostileText.decomposed + ".f",
            "cafe",
        ],
        ["f", "f\0", "f\0g", "\"f\"", "\u{1f600}.f", "\u{1f600}", " f"],
    ]

    private static let arguments: [[NamedTypes]] = [
        [[:], ["x": .int], ["x": .str], ["y": .int], ["X": .int]],
        [["x": .int, "y": .str], ["y": .str, "x": .int], ["x": .str, "y": .int], ["x": .int, "y": .int]],
        [["x": .list(of: .int)], ["x": .list(of: .str)], ["x": .list(of: .list(of: .int))], ["x": .emptyTuple]],
        [
            [HostileText.composed: .int], [HostileText.decomposed: .int], ["x": .record(["a": .int])],
            ["x": .record([:])],
        ],
    ]

    private static let types: [TypeReference?] = [nil, nil, .noneType, .int, .str, .list(of: .noneType)]
}
