import CallTraceContract
import CallTraces

extension FaultSpace {
    /// Different traces are taken for identical, or identical ones for different.
    static let identityOperators: [FaultOperator] = [
        FaultOperator(
            kind: .identity,
            name: "forget a part",
            places: [
                FaultPlace(
                    "duplicate key",
                    [.filter9],
                    [
                        key("qualname") { $0.qualname = "" },
                        key("arguments") { $0.argTypes = [:] },
                        key("argument names") { $0.argTypes = numbered($0.argTypes) },
                        key("argument types") { $0.argTypes = untyped($0.argTypes) },
                        key("return type") { $0.returnType = nil },
                        key("yield type") { $0.yieldType = nil },
                        key("first argument") {
                            $0.argTypes = NamedTypes($0.argTypes.sortedByName.dropFirst().map { ($0.name, $0.type) })
                        },
                        key("last argument") {
                            $0.argTypes = NamedTypes($0.argTypes.sortedByName.dropLast().map { ($0.name, $0.type) })
                        },
                        key("argument named self") {
                            $0.argTypes = NamedTypes(
                                $0.argTypes.filter { $0.name != "self" }.map { ($0.name, $0.type) }
                            )
                        },
                        key("yield type beside a return type") { if $0.returnType != nil { $0.yieldType = nil } },
                        key("return type beside a yield type") { if $0.yieldType != nil { $0.returnType = nil } },
                        key("types beside more than two arguments") {
                            if $0.argTypes.count > 2 { $0.argTypes = untyped($0.argTypes) }
                        },
                    ]
                )
            ]
        ),
        FaultOperator(
            kind: .identity,
            name: "conflate",
            places: [
                FaultPlace(
                    "duplicate key",
                    [.filter9],
                    [
                        key("return and yield type") { trace in
                            let isSwapped = "\(trace.returnType as Any)" > "\(trace.yieldType as Any)"
                            if isSwapped { (trace.returnType, trace.yieldType) = (trace.yieldType, trace.returnType) }
                        },
                        key("which argument has which type") { $0.argTypes = shuffled($0.argTypes) },
                        key("no return and None returned") { if $0.returnType == .noneType { $0.returnType = nil } },
                        key("no yield and None yielded") { if $0.yieldType == .noneType { $0.yieldType = nil } },
                        key("types by their printed hash of 8 bits") { trace in
                            trace.changeTypes { type, _ in
                                type = TypeReference(module: "", qualname: "\(hash("\(type)") % 256)")
                            }
                        },
                        key("traces by a hash of 8 bits") { trace in
                            trace = CallTrace(module: "", qualname: "\(hash("\(trace)") % 256)")
                        },
                        key("traces by a hash of 16 bits") { trace in
                            trace = CallTrace(module: "", qualname: "\(hash("\(trace)") % 65_536)")
                        },
                    ]
                )
            ]
        ),
        FaultOperator(
            kind: .identity,
            name: "forget a part of types",
            places: places([
                ("module", { $0.module = "" }),
                ("qualname", { $0.qualname = "" }),
                ("content", { $0.content = .bare }),
                ("element types", { if case .elementTypes = $0.content { $0.content = .elementTypes([]) } }),
                (
                    "element types but the first",
                    { type in
                        if case .elementTypes(let types) = type.content {
                            type.content = .elementTypes(Array(types.prefix(1)))
                        }
                    }
                ),
                (
                    "element types but the last",
                    { type in
                        if case .elementTypes(let types) = type.content {
                            type.content = .elementTypes(Array(types.suffix(1)))
                        }
                    }
                ),
                (
                    "repeated element types",
                    { type in
                        guard case .elementTypes(let types) = type.content else { return }
                        var seen: Set<TypeReference> = []
                        type.content = .elementTypes(types.filter { seen.insert($0).inserted })
                    }
                ),
                (
                    "order of element types",
                    { type in
                        guard case .elementTypes(let types) = type.content else { return }
                        type.content = .elementTypes(types.sorted { "\($0)" < "\($1)" })
                    }
                ),
                ("fields", { if case .typedDict = $0.content { $0.content = .typedDict([:]) } }),
                (
                    "field names",
                    { if case .typedDict(let fields) = $0.content { $0.content = .typedDict(numbered(fields)) } }
                ),
                (
                    "field types",
                    { if case .typedDict(let fields) = $0.content { $0.content = .typedDict(untyped(fields)) } }
                ),
                (
                    "which field has which type",
                    { if case .typedDict(let fields) = $0.content { $0.content = .typedDict(shuffled(fields)) } }
                ),
                (
                    "last field",
                    { type in
                        guard case .typedDict(let fields) = type.content else { return }
                        type.content = .typedDict(NamedTypes(fields.sortedByName.dropLast().map { ($0.name, $0.type) }))
                    }
                ),
            ])
        ),
        FaultOperator(
            kind: .identity,
            name: "conflate in types",
            places: places([
                (
                    "module and qualname",
                    { if $0.module > $0.qualname { ($0.module, $0.qualname) = ($0.qualname, $0.module) } }
                ),
                ("bare type and empty list", { if $0.content == .elementTypes([]) { $0.content = .bare } }),
                ("bare type and empty typed dict", { if $0.content == .typedDict([:]) { $0.content = .bare } }),
                (
                    "empty list and empty typed dict",
                    { if $0.content == .typedDict([:]) { $0.content = .elementTypes([]) } }
                ),
                ("bare type and list", { if case .elementTypes = $0.content { $0.content = .bare } }),
                ("bare type and typed dict", { if case .typedDict = $0.content { $0.content = .bare } }),
                (
                    "list and typed dict",
                    { type in
                        guard case .typedDict(let fields) = type.content else { return }
                        type.content = .elementTypes(fields.sortedByName.map(\.type))
                    }
                ),
                (
                    "list of one and its element",
                    { type in
                        if case .elementTypes(let types) = type.content, types.count == 1 { type = types[0] }
                    }
                ),
            ])
        ),
        FaultOperator(kind: .identity, name: "join without escaping", places: joined),
        FaultOperator(
            kind: .identity,
            name: "keep duplicates",
            places: [
                FaultPlace(
                    "rows further apart than",
                    [.filter9],
                    [1, 2, 10, 100, 500, 1_000, 2_000, 5_000, 10_000].map { count in
                        FaultValue("\(count)") {
                            $0.steps[.duplicates] = QueryStep { records, _ in
                                var last: [CallTraceRow: Int] = [:]
                                return records.enumerated().filter { index, record in
                                    let before = last.updateValue(index, forKey: record.row)
                                    return before.map { index - $0 > count } ?? true
                                }
                                .map(\.element)
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches further apart than",
                    [.filter9],
                    [0, 1, 2, 5, 10, 20].map { count in
                        FaultValue("\(count)") {
                            $0.steps[.duplicates] = QueryStep { records, _ in
                                var last: [CallTraceRow: Int] = [:]
                                return records.filter { record in
                                    let before = last.updateValue(record.batch, forKey: record.row)
                                    return before.map { $0 - record.batch > count } ?? true
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "one batch",
                    [.filter9],
                    [
                        FaultValue {
                            $0.steps[.duplicates] = QueryStep { records, _ in
                                var batches: [CallTraceRow: Int] = [:]
                                return records.filter { record in
                                    let newest = batches[record.row] ?? record.batch
                                    batches[record.row] = newest
                                    return newest == record.batch
                                }
                            }
                        }
                    ]
                ),
                FaultPlace(
                    "copies, of which are kept",
                    [.filter9],
                    [2, 3, 10].map { count in
                        FaultValue("\(count)") {
                            $0.steps[.duplicates] = QueryStep { records, _ in
                                var copies: [CallTraceRow: Int] = [:]
                                return records.filter { record in
                                    copies[record.row, default: 0] += 1
                                    return copies[record.row, default: 0] <= count
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "rows with",
                    [.filter9],
                    [
                        duplicates("a yield type") { $0.yieldType != nil },
                        duplicates("no arguments") { $0.argTypes == "{}" },
                        duplicates("a return type") { $0.returnType != nil },
                        duplicates("no return type") { $0.returnType == nil },
                        duplicates("more than 255 bytes") { $0.argTypes.utf8.count > 255 },
                        duplicates("more than 4096 bytes") { $0.argTypes.utf8.count > 4_096 },
                    ]
                ),
            ]
        ),
        FaultOperator(
            kind: .identity,
            name: "keep the recency",
            places: [
                FaultPlace(
                    "traces added again",
                    [.filter9],
                    [
                        FaultValue { $0.steps.sequence = [.module, .prefix, .duplicates, .order, .limit] }
                    ]
                ),
                FaultPlace(
                    "traces added again while among the newest",
                    [.filter9],
                    [2, 10, 100, 1_000].map { count in
                        FaultValue("\(count)") {
                            $0.store = { log, rows in
                                let newest = Set(log.records.suffix(count).map(\.row))
                                let new = rows.filter { !newest.contains($0) }
                                if !new.isEmpty { log.append(new) }
                            }
                        }
                    }
                ),
            ]
        ),
    ]

    /// The parts of a trace that hold types, and how deep a type is in them.
    private static func places(_ parts: [(String, @Sendable (inout TypeReference) -> Void)]) -> [FaultPlace] {
        ["arguments", "return type", "yield type"].flatMap { part in
            [(1, false), (2, false), (3, false), (4, true)].map { depth, isDeeper in
                FaultPlace(
                    "duplicate key's \(part) at depth \(depth)\(isDeeper ? " and more" : "")",
                    [.filter9],
                    parts.map { name, change in
                        key(name) { trace in
                            func changed(_ type: TypeReference) -> TypeReference {
                                type.changed { type, actual in
                                    if actual == depth || (isDeeper && actual > depth) { change(&type) }
                                }
                            }
                            switch part {
                            case "arguments":
                                trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, changed($0.type)) })
                            case "return type": trace.returnType = trace.returnType.map(changed)
                            default: trace.yieldType = trace.yieldType.map(changed)
                            }
                        }
                    }
                )
            }
        }
    }

    private static let joined: [FaultPlace] = {
        let separators = [
            "", " ", ".", ",", ":", "::", ";", "|", "/", "-", "_", "#", "\t", "\n", "\0", "\u{1f}", "->", ", ",
        ]
        func place(_ name: String, _ join: @escaping @Sendable (inout CallTrace, _ separator: String) -> Void)
            -> FaultPlace
        {
            FaultPlace(
                name,
                [.filter9],
                separators.map { separator in
                    key(separator.debugDescription) { join(&$0, separator) }
                }
            )
        }
        return [
            place("module and qualname of types") { trace, separator in
                trace.changeTypes { type, _ in
                    (type.module, type.qualname) = ("", "\(type.module)\(separator)\(type.qualname)")
                }
            },
            place("argument names") { trace, separator in
                let arguments = trace.argTypes.sortedByName
                let types = TypeReference(module: "", qualname: "", elementTypes: arguments.map(\.type))
                trace.argTypes = NamedTypes([(arguments.map(\.name).joined(separator: separator), types)])
            },
            place("field names") { trace, separator in
                trace.changeTypes { type, _ in
                    guard case .typedDict(let fields) = type.content else { return }
                    let types = TypeReference(module: "", qualname: "", elementTypes: fields.sortedByName.map(\.type))
                    let name = fields.sortedByName.map(\.name).joined(separator: separator)
                    type.content = .typedDict(NamedTypes([(name, types)]))
                }
            },
            place("element types") { trace, separator in
                trace.changeTypes { type, _ in
                    guard case .elementTypes(let types) = type.content, types.allSatisfy({ $0.content == .bare })
                    else { return }
                    let text = types.map { "\($0.module).\($0.qualname)" }.joined(separator: separator)
                    type.content = .elementTypes([TypeReference(module: "", qualname: text)])
                }
            },
            place("qualname and argument names") { trace, separator in
                let arguments = trace.argTypes.sortedByName
                trace.qualname = ([trace.qualname] + arguments.map(\.name)).joined(separator: separator)
                trace.argTypes = NamedTypes(arguments.enumerated().map { ("\($0)", $1.type) })
            },
            place("return and yield type") { trace, separator in
                func text(_ type: TypeReference?) -> String { type.map { "\($0.module).\($0.qualname)" } ?? "" }
                guard trace.returnType?.content ?? .bare == .bare, trace.yieldType?.content ?? .bare == .bare else {
                    return
                }
                let both = text(trace.returnType) + separator + text(trace.yieldType)
                (trace.returnType, trace.yieldType) = (TypeReference(module: "", qualname: both), nil)
            },
        ]
    }()

    private static func key(_ name: String, _ change: @escaping @Sendable (inout CallTrace) -> Void) -> FaultValue {
        FaultValue(name) { store in
            store.collapse { trace in
                var trace = trace
                change(&trace)
                return trace
            }
        }
    }

    private static func duplicates(_ name: String, _ areKept: @escaping @Sendable (CallTraceRow) -> Bool) -> FaultValue
    {
        FaultValue(name) { store in
            store.steps[.duplicates] = QueryStep { records, _ in
                var seen: Set<CallTraceRow> = []
                return records.filter { areKept($0.row) || seen.insert($0.row).inserted }
            }
        }
    }

    /// The types by number instead of by name.
    private static func numbered(_ types: NamedTypes) -> NamedTypes {
        NamedTypes(types.sortedByName.enumerated().map { ("\($0)", $1.type) })
    }

    private static func untyped(_ types: NamedTypes) -> NamedTypes {
        NamedTypes(types.map { ($0.name, .noneType) })
    }

    private static func shuffled(_ types: NamedTypes) -> NamedTypes {
        NamedTypes(zip(types.sortedByName.map(\.name), types.map(\.type).sorted { "\($0)" < "\($1)" }))
    }

    /// FNV-1a, which is the same in every run.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
