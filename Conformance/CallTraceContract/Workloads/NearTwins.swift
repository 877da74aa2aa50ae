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
    /// A trace whose arguments, return type and yield type are lists in lists, four deep, without typed dicts.
    static let generic = trace(module: "m.b", arguments: ["ab", "c", "d"], of: [.list, .list, .list, .list])

    /// A trace whose arguments, return type and yield type are typed dicts in typed dicts, four deep.
    static let rich = trace(module: "m.a", arguments: ["ab", "c"], of: [.dict, .dict, .dict, .dict])

    /// Traces with lists and typed dicts in one another.
    private static let mixed = [
        trace(module: "m.c", arguments: ["x"], of: [.list, .dict, .list, .dict]),
        trace(module: "m.c", arguments: ["x"], of: [.dict, .list, .dict, .list]),
    ]

    /// The near twins of a trace, each different from the trace and from one another.
    static func of(_ trace: CallTrace) -> [NearTwin] {
        var seen: Set<CallTrace> = [trace]
        return (names(of: trace) + arguments(of: trace) + results(of: trace) + types(of: trace)).filter {
            seen.insert($0.trace).inserted
        }
    }

    /// The near twins of lists and of typed dicts with the traces themselves, by what tells them apart.
    static let kinds = kinds(of: [generic, rich])

    /// The near twins of lists and typed dicts in one another, too, and traces that read alike once parts are joined.
    static let allKinds = kinds + kinds(of: mixed) + joined(by: TextCorpus.separators)

    private static func kinds(of bases: [CallTrace]) -> [CaseKind<CallTrace>] {
        bases.flatMap { base in
            let twins = of(base)
            return [
                CaseKind("a part", [base] + twins.filter { $0.difference == .part }.map(\.trace)),
                CaseKind("the kind of a type's content", twins.filter { $0.difference == .content }.map(\.trace)),
            ]
        }
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
        let (outer, inner) = (trace.module.prefix(1), trace.module.dropFirst(2))
        return [
            ("the module", "m.z", "C.f"), ("the qualname", trace.module, "C.g"),
            ("a longer module", "\(trace.module).C", "f"), ("a longer qualname", "\(outer)", "\(inner).C.f"),
            ("no dot", trace.module, "Cf"), ("module and qualname swapped", "C.f", trace.module),
        ].map { name, module, qualname in
            var twin = trace
            (twin.module, twin.qualname) = (module, qualname)
            return NearTwin(name: name, difference: .part, trace: twin)
        }
    }

    private static func arguments(of trace: CallTrace) -> [NearTwin] {
        let pairs = trace.argTypes.map { ($0.name, $0.type) }
        let named = ["self", "cls"].map { name in ("another named \(name)", pairs + [(name, type("S"))]) }
        return (variants(of: pairs) + named + [("no arguments", [])]).map { name, pairs in
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
            ("nested", .part, TypeReference(module: "p.W", qualname: "W", elementTypes: [type])),
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

    /// Element types with one left out, swapped with the next, repeated, or lifted out of its neighbor.
    private static func variants(of elements: [TypeReference]) -> [(String, [TypeReference])] {
        var variants: [(String, [TypeReference])] = []
        for index in elements.indices {
            var changed = elements
            changed.remove(at: index)
            variants.append(("element \(index) missing", changed))
            changed = elements
            changed.insert(elements[index], at: index)
            variants.append(("element \(index) repeated", changed))
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

    // MARK: Parts that are joined

    /// Pairs of traces that are told apart by where one text ends and the next begins, and read alike once a separator
    /// joins them without escaping.
    static func joined(by separators: [String]) -> [CaseKind<CallTrace>] {
        typealias Pair = (CallTrace, CallTrace)
        func trace(
            _ part: String,
            _ arguments: NamedTypes = [:],
            _ returned: TypeReference? = nil,
            _ yielded: TypeReference? = nil
        ) -> CallTrace {
            CallTrace(module: "joined", qualname: part, argTypes: arguments, returnType: returned, yieldType: yielded)
        }
        func type(_ qualname: String, in module: String = "p") -> TypeReference {
            TypeReference(module: module, qualname: qualname)
        }
        let (first, second) = (type("T"), type("U"))
        var seen: Set<CallTrace> = []
        func kind(_ name: String, _ pair: (String) -> Pair) -> CaseKind<CallTrace> {
            CaseKind(
                "where \(name) begin",
                separators.flatMap { separator in
                    let (left, right) = pair(separator)
                    return [left, right].filter { seen.insert($0).inserted }
                }
            )
        }
        return [
            kind("names of arguments") { separator in
                (
                    trace("names", ["a": first, "b\(separator)c": second]),
                    trace("names", ["a\(separator)b": first, "c": second])
                )
            },
            kind("names of fields") { separator in
                (
                    trace("fields", [:], .record(["a": first, "b\(separator)c": second])),
                    trace("fields", [:], .record(["a\(separator)b": first, "c": second]))
                )
            },
            kind("names of functions and of their arguments") { separator in
                (trace("f", ["a\(separator)b": first]), trace("f\(separator)a", ["b": first]))
            },
            kind("names of types") { separator in
                (
                    trace("type", ["x": type("b\(separator)c", in: "a")]),
                    trace("type", ["x": type("c", in: "a\(separator)b")])
                )
            },
            kind("element types") { separator in
                (
                    trace("elements", [:], TypeReference.tuple([type("a"), type("b\(separator)p.c")])),
                    trace("elements", [:], TypeReference.tuple([type("a\(separator)p.b"), type("c")]))
                )
            },
            kind("further element types") { separator in
                (
                    trace("elements", [:], TypeReference.tuple([type("d"), type("e")])),
                    trace("elements", [:], TypeReference.tuple([type("d\(separator)p.e")]))
                )
            },
            kind("return and yield types") { separator in
                (
                    trace("results", [:], type("a"), type("b\(separator)p.c")),
                    trace("results", [:], type("a\(separator)p.b"), type("c"))
                )
            },
        ]
    }

    // MARK: Making traces

    private enum Container {
        case list, dict
    }

    /// A trace whose first argument, return type and yield type are containers in containers.
    private static func trace(module: String, arguments: [String], of containers: [Container]) -> CallTrace {
        func nested(_ letter: String) -> TypeReference {
            containers.enumerated().reversed().reduce(type("\(letter)\(containers.count)")) { inner, outer in
                let (depth, container) = outer
                let name = "\(letter)\(depth)"
                let other = type("\(name)x")
                return switch container {
                case .list: type(name, .elementTypes([inner, other]))
                case .dict: type(name, dict(["k": inner, "kl": other]))
                }
            }
        }
        return CallTrace(
            module: module,
            qualname: "C.f",
            argTypes: NamedTypes(
                arguments.enumerated().map { ($1, $0 == 0 ? nested("A") : type("B\($0)")) }
            ),
            returnType: nested("R"),
            yieldType: nested("Y")
        )
    }

    /// A type named after a letter.
    private static func type(_ letter: String, _ content: TypeReference.Content = .bare) -> TypeReference {
        TypeReference(module: "p.\(letter)", qualname: "\(letter).T", content: content)
    }

    private static func dict(_ fields: NamedTypes) -> TypeReference.Content { .typedDict(fields) }
}
