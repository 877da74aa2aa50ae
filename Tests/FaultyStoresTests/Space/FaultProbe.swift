import CallTraceContract
import CallTraces
import Logging

@testable import FaultyStores

/// Calls that show a fault, made from its place and value, and what a store answers to them.
struct FaultProbe: Sendable {
    private let point: FaultPoint
    private let size: Int
    private let texts: [String]
    private let log = Locked<[String]>([])

    init(of point: FaultPoint) {
        self.point = point
        size = Int(point.value.prefix(while: \.isNumber)) ?? 1
        let change = TextChange.byOperator.first { $0.name == point.operation }?.changes
            .first { $0.name == point.value }
        if let change {
            texts = TextCorpus.shown(by: change)
        } else if point.place.hasPrefix("bytes") {
            texts = [String(repeating: "x", count: size), String(repeating: "x", count: size + 1)]
        } else {
            texts = ["t"]
        }
    }

    /// What a store answers, in a form that can be compared.
    func observations(
        of open: @escaping @Sendable (String, PlainServer) async throws -> PlainStore
    ) async throws -> [String] {
        log.value = []
        return try await withLogger(logLevel: .trace, handler: Capture(lines: log)) { _ in
            var session = Session(open: open)
            try await observe(in: &session)
            return session.observations + log.value
        }
    }

    private func observe(in session: inout Session) async throws {
        // Calls before the first faulty one.
        for number in 1..<max(point.firstCall, 2) {
            await session.add([CallTrace(module: "before", qualname: "f\(number)")])
            await session.filter("before")
            await session.list()
        }
        switch point.kind {
        case .text: await observeTexts(in: &session)
        case .size: await observeSizes(in: &session)
        case .identity: await observeTwins(in: &session)
        case .order: await observeOrder(in: &session)
        case .cache, .visibility: await observeFreshness(in: &session)
        case .errors: await observeErrors(in: &session)
        }
    }
}

extension FaultProbe {
    private func observeTexts(in session: inout Session) async {
        for text in texts {
            let type = TypeReference(module: text, qualname: text)
            let field = TypeReference(module: "t", qualname: "T", typedDict: [text: .noneType])
            let list = TypeReference(module: "t", qualname: "L", elementTypes: [type])
            await session.add([
                CallTrace(module: text, qualname: "f"), CallTrace(module: "m", qualname: text),
                CallTrace(module: "m", qualname: "n", argTypes: [text: .noneType]),
                CallTrace(module: "m", qualname: "r", returnType: TypeReference(module: text, qualname: "q")),
                CallTrace(module: "m", qualname: "r", returnType: TypeReference(module: "q", qualname: text)),
                CallTrace(module: "m", qualname: "y", yieldType: field),
                CallTrace(
                    module: "m",
                    qualname: "l",
                    returnType: TypeReference(
                        module: "t",
                        qualname: "L",
                        elementTypes: [TypeReference(module: text, qualname: "q")]
                    )
                ),
                CallTrace(
                    module: "m",
                    qualname: "l",
                    returnType: TypeReference(
                        module: "t",
                        qualname: "L",
                        elementTypes: [TypeReference(module: "q", qualname: text)]
                    )
                ),
                CallTrace(module: "m", qualname: "all", argTypes: [text: list], returnType: type, yieldType: field),
            ])
        }
        await session.list()
        await session.filter("m")
        for text in texts {
            await session.filter(text)
            await session.filter("m", text)
        }
        for text in texts {
            await session.open("connection \(text)")
            await session.add([CallTrace(module: "m", qualname: "in \(text.utf8.count)")])
            await session.list()
            await session.filter("m")
        }
    }

    private func observeSizes(in session: inout Session) async {
        switch point.place {
        case _ where point.place.hasPrefix("bytes of encoded") || point.place.hasPrefix("bytes of an encoded"):
            // The encoding around the name has 40 to 80 bytes.
            for padding in 0...80 where size > padding {
                let type = TypeReference(module: "t", qualname: String(repeating: "x", count: size - padding))
                await session.add([CallTrace(module: "m", qualname: "f", argTypes: ["a": type], returnType: type)])
            }
        case _ where point.place.hasPrefix("bytes"): await observeTexts(in: &session)
        case "arguments", "elements of a type", "fields of a typed dict":
            for count in [size, size + 1] {
                let types = NamedTypes((0..<count).map { ("a\($0)", .noneType) })
                await session.add([
                    CallTrace(module: "m", qualname: "a", argTypes: types),
                    CallTrace(
                        module: "m",
                        qualname: "d",
                        returnType: TypeReference(module: "t", qualname: "T", typedDict: types)
                    ),
                    CallTrace(
                        module: "m",
                        qualname: "e",
                        returnType: TypeReference(module: "t", qualname: "T", elementTypes: types.map(\.type))
                    ),
                ])
            }
        case _ where point.place.hasPrefix("depth"):
            for depth in [size - 1, size, size + 1] {
                let list = (1..<depth).reduce(TypeReference.noneType) { type, _ in
                    TypeReference(module: "t", qualname: "L", elementTypes: [type])
                }
                let dict = (1..<depth).reduce(TypeReference.noneType) { type, _ in
                    TypeReference(module: "t", qualname: "D", typedDict: ["x": type])
                }
                await session.add([
                    CallTrace(module: "m", qualname: "f", returnType: list),
                    CallTrace(module: "m", qualname: "g", returnType: dict),
                ])
            }
        case "modules":
            for count in [size, size + 1] {
                await session.open("modules \(count)")
                await session.add((0..<count).map { CallTrace(module: "m\($0)", qualname: "f") })
                for _ in 1...point.firstCall { await session.list() }
            }
        case _ where point.operation == "stop after":
            for number in 1...(size + 1) {
                await session.add([CallTrace(module: "m", qualname: "f\(number)")])
                await session.filter("m", limit: 1)
                await session.reopen()
            }
        default:
            for count in [size, size + 1, 2 * size + 1] where count <= 50_000 {
                await session.open("rows \(count)")
                for number in 1..<max(point.firstCall, 2) {
                    await session.add([CallTrace(module: "before", qualname: "f\(number)")])
                }
                await session.add((0..<count).map { CallTrace(module: "m", qualname: "f\($0)") })
                for _ in 1...point.firstCall { await session.filter("m") }
                await session.filter("m", limit: size)
                await session.filter("m", limit: size + 1)
            }
            await session.filter("m", limit: .max)
        }
        await session.filter("m")
    }

    private func observeTwins(in session: inout Session) async {
        let separator = point.operation.hasPrefix("join") ? String(point.value.dropFirst().dropLast()) : ","
        let separators = [separator, ["\\t": "\t", "\\n": "\n", "\\0": "\0", "\\u{1F}": "\u{1f}"][separator] ?? ","]
        var types: [TypeReference?] = [nil, .noneType]
        for separator in separators {
            types += [
                TypeReference(module: "a", qualname: "b\(separator)c"),
                TypeReference(module: "a\(separator)b", qualname: "c"),
                TypeReference(module: "a", qualname: "b\(separator)n.c"),
                TypeReference(module: "n", qualname: "c\(separator)"),
            ]
        }
        types += twins.flatMap { twin in
            // At depth 1 and below.
            (0...4).map { depth in
                (0..<depth).reduce(twin) { type, _ in
                    TypeReference(module: "t", qualname: "L", elementTypes: [type, .noneType])
                }
            }
        }
        var traces: [CallTrace] = []
        for type in types {
            traces.append(CallTrace(module: "m", qualname: "r", returnType: type))
            traces.append(CallTrace(module: "m", qualname: "y", yieldType: type))
            traces.append(CallTrace(module: "m", qualname: "b", returnType: .noneType, yieldType: type))
            traces.append(CallTrace(module: "m", qualname: "b", returnType: type, yieldType: .noneType))
            traces.append(CallTrace(module: "m", qualname: "r", yieldType: type))
            if let type { traces.append(CallTrace(module: "m", qualname: "a", argTypes: ["x": type])) }
        }
        let int = TypeReference(module: "builtins", qualname: "int")
        for separator in separators {
            let (first, second) = ("a\(separator)b", "b\(separator)c")
            traces += [
                CallTrace(module: "m", qualname: "n", argTypes: [first: .noneType, "c": int]),
                CallTrace(module: "m", qualname: "n", argTypes: ["a": .noneType, second: int]),
                CallTrace(module: "m", qualname: "f\(separator)a", argTypes: ["b": int]),
                CallTrace(module: "m", qualname: "f", argTypes: ["a\(separator)b": int]),
                CallTrace(
                    module: "m",
                    qualname: "s",
                    returnType: TypeReference(module: "a", qualname: "b\(separator)n.c"),
                    yieldType: TypeReference(module: "d", qualname: "e")
                ),
                CallTrace(
                    module: "m",
                    qualname: "s",
                    returnType: TypeReference(module: "a", qualname: "b"),
                    yieldType: TypeReference(module: "n", qualname: "c\(separator)d.e")
                ),
                CallTrace(
                    module: "m",
                    qualname: "j",
                    returnType: .list([TypeReference(module: "a", qualname: "b\(separator)n.c")])
                ),
                CallTrace(
                    module: "m",
                    qualname: "j",
                    returnType: .list([
                        TypeReference(module: "a", qualname: "b"), TypeReference(module: "n", qualname: "c"),
                    ])
                ),
                CallTrace(module: "m", qualname: "k", returnType: .dict([first: .noneType, "c": int])),
                CallTrace(module: "m", qualname: "k", returnType: .dict(["a": .noneType, second: int])),
            ]
        }
        traces += [
            CallTrace(module: "m", qualname: "p"), CallTrace(module: "m", qualname: "q"),
            CallTrace(module: "m", qualname: "n", argTypes: ["x": int, "y": .noneType]),
            CallTrace(module: "m", qualname: "n", argTypes: ["x": .noneType, "y": int]),
            CallTrace(module: "m", qualname: "n", argTypes: ["x": .noneType, "z": .noneType]),
            CallTrace(module: "m", qualname: "n", argTypes: ["x": .noneType, "y": .noneType]),
            CallTrace(module: "m", qualname: "n", argTypes: ["y": .noneType]),
            CallTrace(module: "m", qualname: "n", argTypes: ["x": .noneType]),
            CallTrace(module: "m", qualname: "n", argTypes: ["self": int, "x": int]),
            CallTrace(module: "m", qualname: "n", argTypes: ["x": int]),
            CallTrace(module: "m", qualname: "n", argTypes: ["self": .noneType, "x": int]),
            CallTrace(module: "m", qualname: "n"),
            CallTrace(module: "m", qualname: "n", argTypes: ["a": int, "b": int, "c": int]),
            CallTrace(module: "m", qualname: "n", argTypes: ["a": int, "b": int, "c": .noneType]),
        ]
        if point.value.contains("hash of") {
            traces += (0..<2_000).map {
                CallTrace(module: "m", qualname: "h\($0)", returnType: TypeReference(module: "h", qualname: "h\($0)"))
            }
            traces += (0..<600).map {
                CallTrace(module: "m", qualname: "h", returnType: TypeReference(module: "h", qualname: "i\($0)"))
            }
        }
        await session.add(traces)
        await session.filter("m", limit: .max)
        // Identical ones, near and apart, in one batch and in several.
        let long = CallTrace(module: "d", qualname: "l", argTypes: [String(repeating: "x", count: 5_000): int])
        let repeated = CallTrace(module: "d", qualname: "f", argTypes: ["x": int], returnType: int, yieldType: int)
        let group = [repeated, CallTrace(module: "d", qualname: "g"), long]
        let apart = (0...size).map { CallTrace(module: "d", qualname: "apart\($0)") }
        await session.add(group + group + apart + group)
        for index in 0..<22 {
            await session.add(group)
            await session.add([CallTrace(module: "d", qualname: "between\(index)")])
        }
        await session.filter("d", limit: .max)
        await session.add(group)
        await session.filter("d", limit: .max)
        for index in 0..<25 where point.place.hasPrefix("batches") {
            await session.add([CallTrace(module: "d", qualname: "after\(index)")])
        }
        await session.add(group)
        await session.filter("d", limit: .max)
    }

    /// Types that differ in one part from one another.
    private var twins: [TypeReference] {
        let (x, y) = (TypeReference(module: "x", qualname: "x"), TypeReference(module: "x", qualname: "y"))
        return [
            TypeReference(module: "t", qualname: "T"), TypeReference(module: "u", qualname: "T"),
            TypeReference(module: "T", qualname: "t"),
            TypeReference(module: "t", qualname: "U"), .list([]), .list([x]), .list([y]), .list([x, x]), .list([x, y]),
            .list([y, x]),
            .dict([:]), .dict(["a": x]), .dict(["b": x]), .dict(["a": y]), .dict(["a": x, "b": y]),
            .dict(["a": y, "b": x]), x,
        ]
    }

    private func observeOrder(in session: inout Session) async {
        let names = ["b", "aa", "c", "A", "b.c", "d", "a"]
        for index in 0..<(point.place.hasPrefix("batches") ? 270 : 12) {
            let name = names[index % names.count]
            let type = TypeReference(module: "t", qualname: names[(index * 3) % names.count])
            await session.add([
                CallTrace(
                    module: "m",
                    qualname: name,
                    argTypes: index.isMultiple(of: 2) ? [:] : [name + "\(index)": type],
                    returnType: index.isMultiple(of: 3) ? nil : type,
                    yieldType: index.isMultiple(of: 5) ? type : nil
                ),
                CallTrace(module: "m", qualname: "\(name)\(index)"), CallTrace(module: "n", qualname: name),
                CallTrace(module: "m", qualname: "z"),
            ])
            session.moveClock(by: index.isMultiple(of: 2) ? -3 : 90_000)
        }
        let count = Swift.max(size, 20) * 2 + 3
        await session.add((0..<count).map { CallTrace(module: "m", qualname: "x\($0)") })
        await session.add((0..<2_100).map { CallTrace(module: "o", qualname: "x\($0)") })
        await session.add([CallTrace](repeating: CallTrace(module: "m", qualname: "z"), count: size * 3 + 3))
        await session.add(
            (0..<(100 * 3)).map { CallTrace(module: "p", qualname: "p\($0)") }
                + (0..<3).map { CallTrace(module: "q", qualname: "q\($0)") }
        )
        await session.add(
            [CallTrace(module: "p", qualname: "r")] + (0..<1_000).map { CallTrace(module: "p", qualname: "s\($0)") }
        )
        for limit in [Int.max, 0, 1, 2, 3, 5, 2_000, -1, -2, .min] {
            await session.filter("m", limit: limit)
            await session.filter("o", limit: limit)
            await session.filter("p", "r", limit: limit)
            await session.filter("m", "a", limit: limit)
            await session.filter("missing", limit: limit)
        }
    }

    private func observeFreshness(in session: inout Session) async {
        func trace(_ module: String, _ name: String, _ types: [TypeReference?] = []) -> CallTrace {
            CallTrace(
                module: module,
                qualname: name,
                argTypes: (types.first ?? nil).map { ["x": $0] } ?? [:],
                returnType: types.dropFirst().first ?? nil,
                yieldType: types.dropFirst(2).first ?? nil
            )
        }
        let int = TypeReference(module: "builtins", qualname: "int")
        await session.add([
            trace("d", "f", [int, int, int]), trace("d", "f", [nil, int, int]), trace("d", "f", [int, nil, int]),
            trace("d", "f", [int, int, nil]), trace("d", "g", [int, int, int]), trace("e", "f", [int, int, int]),
        ])
        await session.filter("d")
        await session.filter("e")
        for (module, prefix, limit) in [
            ("c", nil, 2_000), ("c", "F", 2_000), ("c", "f", 2_000), ("C", nil, 2_000), ("cf", nil, 2_000),
            ("c", "é", 2_000), ("c", "e\u{301}", 2_000), ("é", nil, 2_000), ("e\u{301}", nil, 2_000), ("c", nil, 1),
            ("c", nil, 3),
        ] as [(String, String?, Int)] {
            await session.filter(module, prefix, limit: limit)
        }
        await session.open("keys")
        for number in 1..<max(point.firstCall, 2) {
            await session.add([CallTrace(module: "before", qualname: "f\(number)")])
            await session.filter("before", limit: number)
            await session.list()
        }
        await session.add([
            trace("c", "F1"), trace("c", "f1"), trace("C", "f2"), trace("cf", "g"), trace("c", "é"),
            trace("c", "e\u{301}"), trace("é", "1"), trace("e\u{301}", "2"),
        ])
        await session.add((0..<2_100).map { trace("k", "\($0)") })
        await session.filter("k", limit: 2_001)
        await session.filter("k", limit: 2_050)
        for (module, prefix, limit) in [
            ("c", nil, 2_000), ("c", "F", 2_000), ("c", "f", 2_000), ("C", nil, 2_000), ("cf", nil, 2_000),
            ("c", "é", 2_000), ("c", "e\u{301}", 2_000), ("é", nil, 2_000), ("e\u{301}", nil, 2_000), ("c", nil, 1),
            ("c", nil, 3),
        ] as [(String, String?, Int)] {
            await session.filter(module, prefix, limit: limit)
        }
        for step in 0..<8 {
            let batch =
                [trace("s\(step / 2)", "f\(step)")]
                + (step.isMultiple(of: 3) ? [trace("s", "g\(step)"), trace("u\(step)", "h")] : [])
            await session.add(batch)
            for _ in 0..<2 {
                for module in ["s", "s\(step / 2)", "u\(step)", "s\(step / 2 + 1)"] {
                    await session.filter(module, limit: 1)
                    await session.filter(module)
                }
                await session.list()
                await session.reopen()
            }
        }
        await session.open("other")
        await session.list()
        await session.add([trace("v", "f")])
        await session.list()
        await session.open("several")
        await session.list()
        await session.add([trace("v", "f"), trace("w", "f")])
        await session.list()
        if point.operation == "store in parts" { await session.watch(adding: 10_100, gatedBy: point.firstCall) }
        await session.race(over: point.operation == "answer in pages" ? size : 0, gatedBy: point.firstCall)
    }

    private func observeErrors(in session: inout Session) async {
        struct Nameless {}
        let bad = TypeReference(Nameless.self)
        let int = TypeReference(module: "builtins", qualname: "int")
        await session.open("errors")
        await session.list()
        await session.filter("m", "f")
        for number in 1..<max(point.firstCall, 2) {
            await session.add([CallTrace(module: "before", qualname: "f\(number)")])
            await session.filter("before")
            await session.list()
        }
        await session.add([
            CallTrace(module: "m", qualname: "bad"),
            CallTrace(module: "m", qualname: "f.a", argTypes: ["a": int], returnType: int, yieldType: int),
        ])
        for trace in [
            CallTrace(module: "m", qualname: "bad", argTypes: ["x": bad]),
            CallTrace(module: "m", qualname: "bad", returnType: bad),
            CallTrace(module: "m", qualname: "bad", yieldType: bad),
        ] {
            await session.add([
                CallTrace(module: "m", qualname: "bad"), CallTrace(module: "m", qualname: "before"), trace,
                CallTrace(module: "m", qualname: "bad", returnType: int), CallTrace(module: "m", qualname: "after"),
            ])
            await session.filter("m")
        }
        await session.add([CallTrace(module: "alone", qualname: "bad", returnType: bad)])
        await session.list()
        await session.add([])
        await session.filter("m")
        await session.filter("m", "")
        await session.filter("m", limit: -1)
        await session.filter("unknown")
        await session.list()
        await session.add((0..<10_100).map { CallTrace(module: "many", qualname: "\($0)") })
        await session.filter("many", limit: .max)
        await session.add(
            (0..<9).map {
                CallTrace(
                    module: "x",
                    qualname: "\($0 % 5)",
                    argTypes: ["a\($0)": int],
                    returnType: $0 > 4 ? int : nil,
                    yieldType: $0.isMultiple(of: 3) ? int : nil
                )
            }
        )
        await session.damage("x", "2")
        for limit in [Int.max, 1, 3, 4, 5] { await session.filter("x", limit: limit) }
        await session.hold("x")
        await session.open("unreachable")
        await session.openUnreachable()
        await session.open("empty")
        await session.filter("m")
        await session.filter("m", "f")
        await session.list()
    }
}

extension TypeReference {
    fileprivate static func list(_ types: [TypeReference]) -> TypeReference {
        TypeReference(module: "t", qualname: "T", elementTypes: types)
    }

    fileprivate static func dict(_ fields: NamedTypes) -> TypeReference {
        TypeReference(module: "t", qualname: "T", typedDict: fields)
    }
}

/// Keeps the lines that are logged.
private struct Capture: LogHandler {
    let lines: Locked<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(lines: Locked<[String]>) {
        self.lines = lines
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.update { $0.append("\(event.message)") }
    }
}
