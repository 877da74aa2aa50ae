import CallTraceContract
import CallTraces

/// Mistakes in thunks.
extension FaultyStore {
    static let ofThunk: [FaultyStore] = [
        FaultyStore(
            "shared error",
            "once a thunk had thrown, every later thunk threw the same error",
            breaks: [.thunk1]
        ) { $0.throwTheFirstErrorAgain() },
        FaultyStore(
            "filter throws for a bad record",
            "one bad record made filter throw",
            breaks: [.thunk1, .thunk2],
            because: "each of them queries a bad record"
        ) { $0.decodeInFilter() },
        FaultyStore(
            "results end at a bad record",
            "the records after a bad one were left out",
            breaks: [.thunk1, .thunk2],
            because: "the other traces are hidden, and so is the bad record"
        ) {
            $0.thunks = { _, records in
                records.prefix { (try? $0.row.toTrace()) != nil }.map { record in
                    PlainThunk { try record.row.toTrace() }
                }
            }
        },
        FaultyStore("bad record skipped", "a bad record was left out", breaks: [.thunk2]) {
            $0.steps[.first] = QueryStep { records, _ in records.filter { (try? $0.row.toTrace()) != nil } }
        },
        FaultyStore("bad record not counted", "a bad record did not count toward the limit", breaks: [.thunk2]) {
            $0.steps[.limit] = QueryStep { records, query in
                var remaining = query.limit
                return Array(
                    records.prefix { record in
                        guard remaining > 0 else { return false }
                        if (try? record.row.toTrace()) != nil { remaining -= 1 }
                        return true
                    }
                )
            }
        },
        FaultyStore("bad record blank", "a bad record decoded to a trace without types", breaks: [.thunk2]) {
            $0.thunks = { _, records in
                records.map { record in
                    PlainThunk {
                        (try? record.row.toTrace())
                            ?? CallTrace(module: record.row.module, qualname: record.row.qualname)
                    }
                }
            }
        },
        FaultyStore("bad records last", "bad records were moved to the end", breaks: [.thunk2]) {
            $0.steps[.beforeDuplicates] = QueryStep { records, _ in
                records.filter { (try? $0.row.toTrace()) != nil } + records.filter { (try? $0.row.toTrace()) == nil }
            }
        },
        FaultyStore("thunks work once", "a thunk could be decoded only once", breaks: [.thunk3]) {
            $0.decodeAtMost(1)
        },
        FaultyStore("thunks work twice", "a thunk could be decoded only twice", breaks: [.thunk3]) {
            $0.decodeAtMost(2)
        },
        FaultyStore(
            "error says nothing",
            "the error for a bad record named neither the record nor the part",
            breaks: [.thunk4]
        ) {
            $0.decodeErrors { _ in "cannot decode" }
        },
        FaultyStore("error without the part", "the error for a bad record did not name the part", breaks: [.thunk4]) {
            $0.decodeErrors { "cannot decode \($0.module) \($0.qualname)" }
        },
        FaultyStore(
            "empty list is bare",
            "an empty list of element types was decoded as a bare type",
            breaks: [.thunk5]
        ) {
            $0.decodeTypes { if case .elementTypes(let types) = $0.content, types.isEmpty { $0.content = .bare } }
        },
        FaultyStore(
            "empty typed dict is bare",
            "a typed dict without fields was decoded as a bare type",
            breaks: [.thunk5]
        ) {
            $0.decodeTypes { if case .typedDict(let fields) = $0.content, fields.isEmpty { $0.content = .bare } }
        },
        FaultyStore("typed dict without fields", "the fields of a typed dict were dropped", breaks: [.thunk5]) {
            $0.decodeTypes { type in
                guard case .typedDict(let fields) = type.content, fields.count > 1 else { return }
                type.content = .typedDict([:])
            }
        },
    ]
}

extension Components {
    fileprivate mutating func decodeAtMost(_ times: Int) {
        thunks = { _, records in
            records.map { record in
                let left = Locked(times)
                return PlainThunk {
                    let isLeft = left.update { left in
                        left -= 1
                        return left >= 0
                    }
                    guard isLeft else { throw Fault("the thunk was already decoded") }
                    return try record.row.toTrace()
                }
            }
        }
    }

    fileprivate mutating func decodeErrors(_ text: @escaping @Sendable (CallTraceRow) -> String) {
        thunks = { _, records in
            records.map { record in
                PlainThunk {
                    guard let trace = try? record.row.toTrace() else { throw Fault(text(record.row)) }
                    return trace
                }
            }
        }
    }

    /// Changes the argument, return and yield types, but not the types nested in them.
    fileprivate mutating func decodeTypes(_ change: @escaping @Sendable (inout TypeReference) -> Void) {
        @Sendable func changed(_ type: TypeReference) -> TypeReference {
            var type = type
            change(&type)
            return type
        }
        decode { trace in
            trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, changed($0.type)) })
            trace.returnType = trace.returnType.map(changed)
            trace.yieldType = trace.yieldType.map(changed)
        }
    }
}
