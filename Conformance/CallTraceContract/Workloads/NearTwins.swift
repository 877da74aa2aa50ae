import CallTraces

/// A trace that differs from another in one respect.
struct NearTwin: Sendable {
    /// What a store must keep to tell the two apart.
    enum Difference: Sendable {
        /// A name, an argument, an element, a field, or a place.
        case part
        /// Whether a type is bare, has element types, or is a typed dict.
        case content
    }

    /// The difference in a few words, such as `the return type: the module`.
    let name: String
    let difference: Difference
    let trace: CallTrace
}

/// The traces that differ from a trace in one respect each: every part at every depth in turn is renamed, left out,
/// swapped with its sibling, moved, or of another kind.
enum NearTwins {
    /// A trace with nested lists and tuples, without typed dicts.
    static let generic = CallTrace(
        module: "m.a",
        qualname: "C.f",
        argTypes: [
            "ab": type("A", .elementTypes([type("B", .elementTypes([type("D"), type("E")])), type("F")])),
            "c": type("G"),
            "d": type(
                "H",
                .elementTypes([type("I", .elementTypes([type("J", .elementTypes([type("K"), type("Q")]))]))])
            ),
        ],
        returnType: type("L", .elementTypes([type("M"), type("N")])),
        yieldType: type("O")
    )

    /// A trace with typed dicts in typed dicts and in element types.
    static let rich = CallTrace(
        module: "m.a",
        qualname: "C.f",
        argTypes: [
            "ab": type("A", .elementTypes([type("B", dict(["k": type("D"), "kl": type("E")])), type("F")])),
            "c": type(
                "G",
                dict(["n": type("H", dict(["o": type("I", dict(["p": type("J"), "r": type("R")])), "q": type("K")]))])
            ),
        ],
        returnType: type("L", dict(["x": type("M", .elementTypes([type("N")])), "y": type("O")])),
        yieldType: type("P")
    )

    /// The near twins of a trace, each different from the trace and from one another.
    static func of(_ trace: CallTrace) -> [NearTwin] {
        var seen: Set<CallTrace> = [trace]
        return (names(of: trace) + arguments(of: trace) + results(of: trace) + types(of: trace)).filter {
            seen.insert($0.trace).inserted
        }
    }

    /// The near twins of both traces with the traces themselves, by what tells them apart.
    static let kinds: [CaseKind<CallTrace>] = [generic, rich].flatMap { base in
        let twins = of(base)
        return [
            CaseKind("the same traces", [base]),
            CaseKind("a part", twins.filter { $0.difference == .part }.map(\.trace)),
            CaseKind("the kind of a type's content", twins.filter { $0.difference == .content }.map(\.trace)),
        ]
    }

    /// The traces with qualnames of their own, so that it does not matter which of them a store takes for identical.
    static func numbered(_ kinds: [CaseKind<CallTrace>]) -> [CaseKind<CallTrace>] {
        var number = 0
        return kinds.map { kind in
            CaseKind(
                kind.name,
                kind.cases.map { trace in
                    var trace = trace
                    number += 1
                    trace.qualname += "\(number)"
                    return trace
                }
            )
        }
    }

    // MARK: Traces

    private static func names(of trace: CallTrace) -> [NearTwin] {
        [
            ("the module", "m.b", "C.f"), ("the qualname", "m.a", "C.g"), ("a longer module", "m.a.C", "f"),
            ("a longer qualname", "m", "a.C.f"), ("no dot", "m.a", "Cf"), ("module and qualname swapped", "C.f", "m.a"),
        ].map { name, module, qualname in
            var twin = trace
            (twin.module, twin.qualname) = (module, qualname)
            return NearTwin(name: name, difference: .part, trace: twin)
        }
    }

    private static func arguments(of trace: CallTrace) -> [NearTwin] {
        let pairs = trace.argTypes.map { ($0.name, $0.type) }
        return (variants(of: pairs) + [("no arguments", [])]).map { name, pairs in
            var twin = trace
            twin.argTypes = NamedTypes(pairs)
            return NearTwin(name: "the arguments: \(name)", difference: .part, trace: twin)
        }
    }

    private static func results(of trace: CallTrace) -> [NearTwin] {
        let (returned, yielded) = (trace.returnType, trace.yieldType)
        let pairs: [(String, TypeReference?, TypeReference?)] = [
            ("no return type", nil, yielded), ("no yield type", returned, nil), ("neither", nil, nil),
            ("swapped", yielded, returned), ("returned alone", yielded, nil), ("yielded alone", nil, returned),
            ("both returned and yielded", returned, returned), ("both yielded and returned", yielded, yielded),
            ("None returned", .noneType, yielded), ("None yielded", returned, .noneType),
        ]
        let twins = pairs.map { name, returned, yielded in
            var twin = trace
            (twin.returnType, twin.yieldType) = (returned, yielded)
            return NearTwin(name: "return and yield: \(name)", difference: .part, trace: twin)
        }
        let asArguments = [("return", returned, true), ("yield", yielded, false)].compactMap { name, type, isReturn in
            type.map { type in
                var twin = trace
                twin.argTypes = NamedTypes(trace.argTypes.map { ($0.name, $0.type) } + [(name, type)])
                if isReturn { twin.returnType = nil } else { twin.yieldType = nil }
                return NearTwin(name: "an argument named \(name)", difference: .part, trace: twin)
            }
        }
        return twins + asArguments
    }

    private static func types(of trace: CallTrace) -> [NearTwin] {
        let arguments = trace.argTypes.indices.flatMap { index in
            twins(of: trace.argTypes[index].type).map { name, difference, type in
                var twin = trace
                twin.argTypes = NamedTypes(
                    trace.argTypes.enumerated().map { ($1.name, $0 == index ? type : $1.type) }
                )
                return NearTwin(
                    name: "the argument \(trace.argTypes[index].name): \(name)",
                    difference: difference,
                    trace: twin
                )
            }
        }
        func part(_ name: String, _ path: WritableKeyPath<CallTrace, TypeReference?>) -> [NearTwin] {
            (trace[keyPath: path].map(twins) ?? []).map { what, difference, type in
                var twin = trace
                twin[keyPath: path] = type
                return NearTwin(name: "\(name): \(what)", difference: difference, trace: twin)
            }
        }
        return arguments + part("the return type", \.returnType) + part("the yield type", \.yieldType)
    }

    // MARK: Types

    private typealias TypeTwin = (name: String, difference: NearTwin.Difference, type: TypeReference)

    /// The types that differ from a type in one respect, at any depth.
    private static func twins(of type: TypeReference) -> [TypeTwin] {
        func named(_ name: String, _ module: String, _ qualname: String) -> TypeTwin {
            (name, .part, TypeReference(module: module, qualname: qualname, content: type.content))
        }
        func containing(_ name: String, _ content: TypeReference.Content, _ difference: NearTwin.Difference) -> TypeTwin
        {
            (name, difference, TypeReference(module: type.module, qualname: type.qualname, content: content))
        }
        let names = [
            named("the module", type.module + "x", type.qualname),
            named("the qualname", type.module, type.qualname + "x"),
            named("a longer module", type.module + "." + type.qualname, "T"),
            named("a longer qualname", "p", type.module.dropFirst(2) + "." + type.qualname),
            named("module and qualname swapped", type.qualname, type.module),
        ]
        let inner = Self.type("Z")
        switch type.content {
        case .bare:
            return names + [
                containing("no element types", .elementTypes([]), .content),
                containing("an element type", .elementTypes([inner]), .content),
                containing("no fields", .typedDict([:]), .content),
                containing("a field", dict(["a": inner]), .content),
            ]
        case .elementTypes(let elements):
            let fields = NamedTypes(elements.enumerated().map { ("\($0)", $1) })
            return names + [
                containing("bare", .bare, .content), containing("no element types", .elementTypes([]), .content),
                containing("no fields", .typedDict([:]), .content),
                containing("a typed dict of the same types", .typedDict(fields), .content),
            ] + variants(of: elements).map { containing($0, .elementTypes($1), .part) }
                + elements.indices.flatMap { index in
                    twins(of: elements[index]).map { name, difference, twin in
                        var elements = elements
                        elements[index] = twin
                        return containing("element \(index), \(name)", .elementTypes(elements), difference)
                    }
                }
        case .typedDict(let fields):
            let pairs = fields.map { ($0.name, $0.type) }
            return names + [
                containing("bare", .bare, .content), containing("no fields", .typedDict([:]), .content),
                containing("no element types", .elementTypes([]), .content),
                containing("element types of the same types", .elementTypes(fields.map(\.type)), .content),
            ] + variants(of: pairs).map { containing($0, .typedDict(NamedTypes($1)), .part) }
                + fields.indices.flatMap { index in
                    twins(of: fields[index].type).map { name, difference, twin in
                        let changed = pairs.enumerated().map { ($1.0, $0 == index ? twin : $1.1) }
                        return containing(
                            "field \(pairs[index].0), \(name)",
                            .typedDict(NamedTypes(changed)),
                            difference
                        )
                    }
                }
        }
    }

    /// Element types with one left out, swapped with the next, repeated, nested, or lifted out of its neighbor.
    private static func variants(of elements: [TypeReference]) -> [(String, [TypeReference])] {
        var variants: [(String, [TypeReference])] = []
        for index in elements.indices {
            var changed = elements
            changed.remove(at: index)
            variants.append(("element \(index) missing", changed))
            changed = elements
            changed.insert(elements[index], at: index)
            variants.append(("element \(index) repeated", changed))
            changed = elements
            changed[index] = TypeReference(module: "p.W", qualname: "W", elementTypes: [elements[index]])
            variants.append(("element \(index) nested", changed))
            if case .elementTypes(let inner) = elements[index].content {
                changed = elements
                changed[index].content = .elementTypes(Array(inner.dropLast()))
                changed.insert(contentsOf: inner.suffix(1), at: index + 1)
                variants.append(("the last of element \(index) beside it", changed))
            }
            guard index + 1 < elements.count else { continue }
            changed = elements
            changed.swapAt(index, index + 1)
            variants.append(("elements \(index) and \(index + 1) swapped", changed))
        }
        return variants
    }

    /// Names with types, with one renamed, left out, added, or with the type or a letter of its neighbor.
    private static func variants(of pairs: [(String, TypeReference)]) -> [(String, [(String, TypeReference)])] {
        var variants: [(String, [(String, TypeReference)])] = []
        for index in pairs.indices {
            let (name, type) = pairs[index]
            func replacing(_ change: String, _ name: String, _ type: TypeReference) {
                var changed = pairs
                changed[index] = (name, type)
                variants.append((change, changed))
            }
            variants.append(("\(name) missing", Array(pairs[..<index] + pairs[(index + 1)...])))
            variants.append(("another like \(name)", pairs + [(name + "z", type)]))
            replacing("\(name) renamed", name + "z", type)
            replacing("\(name) in capitals", name.uppercased(), type)
            replacing(
                "a letter moved from a type to \(name)",
                name + type.module.prefix(1),
                TypeReference(module: String(type.module.dropFirst()), qualname: type.qualname, content: type.content)
            )
            guard index + 1 < pairs.count else { continue }
            let (next, nextType) = pairs[index + 1]
            var changed = pairs
            (changed[index].1, changed[index + 1].1) = (nextType, type)
            variants.append(("the types of \(name) and \(next) swapped", changed))
            changed = pairs
            (changed[index].0, changed[index + 1].0) = (String(name.prefix(1)), name.dropFirst() + next)
            variants.append(("a letter moved from \(name) to \(next)", changed))
        }
        return variants
    }

    /// A type named after a letter.
    private static func type(_ letter: String, _ content: TypeReference.Content = .bare) -> TypeReference {
        TypeReference(module: "p.\(letter)", qualname: "\(letter).T", content: content)
    }

    private static func dict(_ fields: NamedTypes) -> TypeReference.Content { .typedDict(fields) }
}
