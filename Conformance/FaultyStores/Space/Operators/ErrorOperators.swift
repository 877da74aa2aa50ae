import CallTraceContract
import CallTraces
import Logging

extension FaultSpace {
    /// Mistakes with what cannot be serialized or decoded, with thunks, and with texts that hold a password.
    static let errorOperators: [FaultOperator] = [
        FaultOperator(
            kind: .errors,
            name: "mishandle an unserializable trace",
            places: [
                FaultPlace("batch", [.add6, .list3], unserializable)
            ]
        ),
        FaultOperator(
            kind: .errors,
            name: "mishandle a damaged record",
            places: [
                FaultPlace("results", [.thunk1, .thunk2], damaged),
                FaultPlace("thunk", [.thunk2, .thunk3], damagedThunks),
                FaultPlace(
                    "error",
                    [.thunk4],
                    [
                        error("without the module") { "cannot decode the arguments of \($0.qualname)" },
                        error("without the qualname") { "cannot decode the arguments of a trace of \($0.module)" },
                        error("without the part") { "cannot decode \($0.module) \($0.qualname)" },
                        error("without anything") { _ in "cannot decode" },
                    ]
                ),
            ]
        ),
        FaultOperator(
            kind: .errors,
            name: "share between thunks",
            places: [
                FaultPlace(
                    "thunks of an answer",
                    [.thunk3, .thunk2, .filter12, .add1],
                    [
                        thunks("the trace decoded last, if the next one fails") { row, buffer in
                            if let trace = try? row.toTrace() { buffer.value = trace }
                            guard let trace = buffer.value else { return try row.toTrace() }
                            return trace
                        },
                        thunks("the first trace decoded") { row, buffer in
                            if let trace = buffer.value { return trace }
                            let trace = try row.toTrace()
                            buffer.value = trace
                            return trace
                        },
                        thunks("a buffer of arguments, which are added to") { row, buffer in
                            var trace = try row.toTrace()
                            trace.argTypes = NamedTypes(
                                (buffer.value?.argTypes ?? [:]).map { ($0.name, $0.type) }
                                    + trace.argTypes.map { ($0.name, $0.type) }
                            )
                            buffer.value = trace
                            return trace
                        },
                        thunks("a return type, if a trace has none") { row, buffer in
                            var trace = try row.toTrace()
                            trace.returnType = trace.returnType ?? buffer.value?.returnType
                            buffer.value = trace
                            return trace
                        },
                        thunks("a yield type, if a trace has none") { row, buffer in
                            var trace = try row.toTrace()
                            trace.yieldType = trace.yieldType ?? buffer.value?.yieldType
                            buffer.value = trace
                            return trace
                        },
                    ]
                )
            ]
        ),
        FaultOperator(
            kind: .errors,
            name: "decode",
            places: [
                FaultPlace(
                    "thunk, at most",
                    [.thunk3],
                    [1, 2, 3, 10].map { count in
                        FaultValue("\(count) times") { store in
                            store.thunks = { _, records in
                                records.map { record in
                                    let decoded = Locked(0)
                                    return PlainThunk {
                                        guard decoded.next() <= count else {
                                            throw Fault("the thunk was decoded before")
                                        }
                                        return try record.row.toTrace()
                                    }
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "thunks of an answer, at most",
                    [.thunk3, .filter7, .add4],
                    [16, 100, 255, 1_000, 2_000, 10_000].map { count in
                        FaultValue("\(count)") { store in
                            store.thunks = { _, records in
                                let decoded = Locked(0)
                                return records.map { record in
                                    PlainThunk {
                                        guard decoded.next() <= count else { throw Fault("too many were decoded") }
                                        return try record.row.toTrace()
                                    }
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "thunk, only while",
                    [.filter12],
                    [
                        FaultValue("the store is open") { store in
                            let isOpen = Locked(true)
                            store.close = { isOpen.value = false }
                            store.thunks = { _, records in
                                records.map { record in
                                    PlainThunk {
                                        guard isOpen.value else { throw Fault("the store is closed") }
                                        return try record.row.toTrace()
                                    }
                                }
                            }
                        },
                        FaultValue("nothing is added") { store in
                            store.thunks = { log, records in
                                let count = log.records.count
                                return records.map { record in
                                    PlainThunk {
                                        guard log.records.count == count else { throw Fault("the store has changed") }
                                        return try record.row.toTrace()
                                    }
                                }
                            }
                        },
                        FaultValue("no other query is made") { store in
                            let queries = store.shared("answers", 0)
                            store.thunks = { _, records in
                                let number = queries.next()
                                return records.map { record in
                                    PlainThunk {
                                        guard queries.value == number else { throw Fault("another query was made") }
                                        return try record.row.toTrace()
                                    }
                                }
                            }
                        },
                    ]
                ),
                FaultPlace(
                    "thunk, at the position that its record had",
                    [.filter12],
                    [
                        FaultValue("from the newest") {
                            $0.decodeByPosition { count, position in count - 1 - position }
                        },
                        FaultValue("from the newest of its module") { store in
                            store.thunks = { log, records in
                                records.enumerated().map { index, record in
                                    PlainThunk {
                                        let now = log.records(ofModule: record.row.module)
                                        guard now.count > index else { throw Fault("the record is gone") }
                                        return try (now.count == records.count ? record : now[now.count - 1 - index])
                                            .row.toTrace()
                                    }
                                }
                            }
                        },
                    ]
                ),
                FaultPlace(
                    "thunk, by several tasks at once",
                    [.thunk3],
                    [
                        FaultValue("refused") { store in
                            store.thunks = { _, records in
                                records.map { record in
                                    let tasks = Locked(0)
                                    return PlainThunk {
                                        defer { tasks.update { $0 -= 1 } }
                                        guard tasks.next() == 1 else { throw Fault("the thunk is being decoded") }
                                        // As long as a query by the thunk's own connection would take.
                                        for _ in 1...20 { _ = try? record.row.toTrace() }
                                        return try record.row.toTrace()
                                    }
                                }
                            }
                        }
                    ]
                ),
            ]
        ),
        FaultOperator(
            kind: .errors,
            name: "reveal the connection string",
            places: [
                FaultPlace(
                    "error of opening",
                    [.make8],
                    forms(fromCalls: [1]) { $0.quoteWhenUnopenable($1) }
                ),
                FaultPlace(
                    "error of a negative limit",
                    [.make8],
                    forms { $0.quoteWhenLimitIsNegative($1) }
                ),
                FaultPlace(
                    "error of a thunk",
                    [.make8],
                    forms { store, text in
                        store.thunks = { _, records in
                            records.map { record in
                                PlainThunk {
                                    guard let trace = try? record.row.toTrace() else {
                                        throw Fault(
                                            "the arguments of \(record.row.module) \(record.row.qualname) in \(text)"
                                        )
                                    }
                                    return trace
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "description",
                    [.make8],
                    forms(fromCalls: [1]) { store, text in store.description = "a store at \(text)" }
                ),
                FaultPlace(
                    "log of opening",
                    [.make8],
                    forms(fromCalls: [1]) { store, text in
                        store.open = { [open = store.open] in
                            try await open()
                            Logger.current.info("opened \(text)")
                        }
                    }
                ),
                FaultPlace(
                    "log of an unopenable connection string",
                    [.make8],
                    forms(fromCalls: [1]) { store, text in
                        store.open = { [open = store.open] in
                            do {
                                try await open()
                            } catch {
                                Logger.current.error("cannot open \(text)")
                                throw error
                            }
                        }
                    }
                ),
                FaultPlace(
                    "log of add",
                    [.make8],
                    forms { store, text in
                        store.wrapCalls { calls in
                            calls.add = { [add = calls.add] in
                                Logger.current.debug("adding to \(text)")
                                try await add($0)
                            }
                        }
                    }
                ),
                FaultPlace(
                    "log of an unserializable trace",
                    [.make8],
                    forms { store, text in
                        store.changeTraces { traces in
                            if !traces.allSatisfy(\.isSerializable) {
                                Logger.current.error("a trace was left out of \(text)")
                            }
                            return traces
                        }
                    }
                ),
                FaultPlace(
                    "log of filter",
                    [.make8],
                    forms { store, text in
                        store.wrapCalls { calls in
                            calls.filter = { [filter = calls.filter] in
                                Logger.current.debug("reading \(text)")
                                return try await filter($0)
                            }
                        }
                    }
                ),
                FaultPlace(
                    "log of a damaged record",
                    [.make8],
                    forms { store, text in
                        store.thunks = { _, records in
                            records.map { record in
                                PlainThunk {
                                    do {
                                        return try record.row.toTrace()
                                    } catch {
                                        Logger.current.error("a record of \(text) cannot be decoded")
                                        throw error
                                    }
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "log of listModules",
                    [.make8],
                    forms { store, text in
                        store.wrapCalls { calls in
                            calls.list = { [list = calls.list] in
                                Logger.current.debug("listing \(text)")
                                return try await list()
                            }
                        }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .errors,
            name: "mishandle what is missing",
            places: [
                FaultPlace(
                    "unknown module",
                    [.filter10, .make1],
                    [
                        FaultValue("refused") { store in
                            store.check = lawfulUnless("there is no such module") {
                                $0.records(ofModule: $1.module).isEmpty
                            }
                        },
                        FaultValue("refused once there are traces") { store in
                            store.check = lawfulUnless("there is no such module") { log, query in
                                !log.records.isEmpty && log.records(ofModule: query.module).isEmpty
                            }
                        },
                        FaultValue("answered with every module") { store in
                            store.steps[.module] = nil
                            store.records = { log, query in
                                let found = log.records(ofModule: query.module)
                                return found.isEmpty ? log.records : found
                            }
                        },
                    ]
                ),
                FaultPlace(
                    "unknown module",
                    [.list1],
                    [
                        FaultValue("listed from then on") { store in
                            let asked = store.shared("asked", Set<ExactString>())
                            store.check = lawfulThen { query in
                                let module = ExactString(query.module)
                                asked.update { _ = $0.insert(module) }
                            }
                            store.wrapCalls { calls in
                                calls.list = { [list = calls.list] in
                                    asked.value.union(try await list().map(ExactString.init)).map(\.string)
                                }
                            }
                        }
                    ]
                ),
                FaultPlace(
                    "empty store",
                    [.make1],
                    [
                        FaultValue("queries refused") { store in
                            store.check = lawfulUnless("there is no table") { log, _ in log.records.isEmpty }
                        },
                        FaultValue("queries with a prefix refused") { store in
                            store.check = lawfulUnless("there is no table") { log, query in
                                log.records.isEmpty && query.qualnamePrefix != nil
                            }
                        },
                        FaultValue("listing refused") { store in
                            store.list = { log in
                                guard !log.records.isEmpty else { throw Fault("there is no table") }
                                return log.modules
                            }
                        },
                    ]
                ),
                FaultPlace(
                    "empty prefix",
                    [.filter3],
                    [
                        FaultValue("matches nothing") { store in
                            store.wrapCalls { calls in
                                calls.filter = { [filter = calls.filter] in
                                    let thunks = try await filter($0)
                                    return $0.qualnamePrefix == "" ? [] : thunks
                                }
                            }
                        },
                        FaultValue("matches the empty qualname") { store in
                            store.steps[.prefix] = QueryStep { records, query in
                                guard query.qualnamePrefix != "" else {
                                    return records.filter { $0.row.qualname.isEmpty }
                                }
                                return QueryStep.withPrefix.apply(records, query)
                            }
                        },
                        FaultValue("matches what has no dot") { store in
                            store.steps[.prefix] = QueryStep { records, query in
                                guard query.qualnamePrefix != "" else {
                                    return records.filter { !$0.row.qualname.contains(".") }
                                }
                                return QueryStep.withPrefix.apply(records, query)
                            }
                        },
                    ]
                ),
                FaultPlace(
                    "empty batch",
                    [.add3],
                    [
                        FaultValue("refused") { store in
                            store.changeTraces { traces in
                                guard !traces.isEmpty else { throw Fault("there is nothing to add") }
                                return traces
                            }
                        },
                        FaultValue("empties the store") { store in
                            let log = store.log
                            store.changeTraces { traces in
                                if traces.isEmpty { log().update { $0 = [] } }
                                return traces
                            }
                        },
                        FaultValue("loses the newest record") { store in
                            let log = store.log
                            store.changeTraces { traces in
                                if traces.isEmpty { log().update { _ = $0.popLast() } }
                                return traces
                            }
                        },
                    ]
                ),
            ]
        ),
    ]

    /// What a batch becomes if one of its traces cannot be serialized.
    private static let unserializable: [FaultValue] = [
        FaultValue(
            "left out in silence",
            allowedBecause: "a store may log elsewhere than through Logger.current, where no check looks"
        ) { store in
            store.serialize = { traces in traces.compactMap { try? CallTraceRow($0) } }
        },
        FaultValue("takes the trace before it") { store in
            store.changeTraces { traces in
                traces.indices.filter { $0 + 1 == traces.count || traces[$0 + 1].isSerializable }.map { traces[$0] }
            }
        },
        FaultValue("takes the trace after it") { store in
            store.changeTraces { traces in
                traces.indices.filter { $0 == 0 || traces[$0 - 1].isSerializable }.map { traces[$0] }
            }
        },
        FaultValue("takes the batch") { store in
            store.changeTraces { traces in
                traces.allSatisfy(\.isSerializable) ? traces : traces.filter { !$0.isSerializable }
            }
        },
        FaultValue("takes the rest of the batch") { store in
            store.changeTraces { traces in
                Array(traces.prefix(while: \.isSerializable)) + traces.filter { !$0.isSerializable }
            }
        },
        FaultValue("takes what came before it in the batch") { store in
            store.changeTraces { traces in
                let last = traces.lastIndex { !$0.isSerializable } ?? -1
                return Array(traces[(last + 1)...]) + traces.filter { !$0.isSerializable }
            }
        },
        FaultValue("takes older traces of that name") { store in
            let log = store.log
            store.changeTraces { traces in
                for trace in traces where !trace.isSerializable {
                    log().update { $0.removeAll { $0.row.qualname.hasSameBytes(as: trace.qualname) } }
                }
                return traces
            }
        },
        FaultValue("takes traces of that name in its batch") { store in
            store.changeTraces { traces in
                let lost = Set(traces.filter { !$0.isSerializable }.map { ExactString($0.qualname) })
                return traces.filter { !$0.isSerializable || !lost.contains(ExactString($0.qualname)) }
            }
        },
        FaultValue("thrown") { store in store.serialize = { try $0.map { try CallTraceRow($0) } } },
        FaultValue("thrown after the others are stored") { store in
            store.wrapCalls { calls in
                calls.add = { [add = calls.add] traces in
                    let batch = Array(traces)
                    try await add(batch)
                    for trace in batch { _ = try CallTraceRow(trace) }
                }
            }
        },
        FaultValue("thrown if it is alone") { store in
            store.changeTraces { traces in
                if !traces.isEmpty, traces.allSatisfy({ !$0.isSerializable }) {
                    throw Fault("nothing can be serialized")
                }
                return traces
            }
        },
        FaultValue("stored without its types") { store in
            store.changeTraces { traces in
                traces.map { $0.isSerializable ? $0 : CallTrace(module: $0.module, qualname: $0.qualname) }
            }
        },
        stored("without its return type") { $0.returnType = nil },
        stored("without its yield type") { $0.yieldType = nil },
        stored("without its arguments") { $0.argTypes = [:] },
        FaultValue("its module is listed") { store in
            let noted = store.shared("noted", Set<ExactString>())
            store.changeTraces { traces in
                noted.update { $0.formUnion(traces.map { ExactString($0.module) }) }
                return traces
            }
            store.wrapCalls { calls in
                calls.list = { [list = calls.list] in
                    noted.value.union(try await list().map(ExactString.init)).map(\.string)
                }
            }
        },
    ]

    /// An unserializable trace that is stored after a change.
    private static func stored(_ name: String, _ change: @escaping @Sendable (inout CallTrace) -> Void) -> FaultValue {
        FaultValue("stored \(name)") { store in
            store.changeTraces { traces in
                traces.map { trace in
                    guard !trace.isSerializable else { return trace }
                    var trace = trace
                    change(&trace)
                    return trace
                }
            }
        }
    }

    /// What an answer becomes if one of its records is damaged.
    private static let damaged: [FaultValue] = [
        results("hides it") { records in records.filter(isWhole) },
        results("hides everything") { records in records.allSatisfy(isWhole) ? records : [] },
        results("hides the one before") { records in
            records.indices.filter { $0 + 1 == records.count || isWhole(records[$0 + 1]) }.map { records[$0] }
        },
        results("hides the one after") { records in
            records.indices.filter { $0 == 0 || isWhole(records[$0 - 1]) }.map { records[$0] }
        },
        results("hides those after") { records in
            Array(records.prefix(while: isWhole)) + records.drop(while: isWhole).prefix(1)
        },
        results("hides those before") { records in
            records.lastIndex { !isWhole($0) }.map { Array(records[$0...]) } ?? records
        },
        results("hides others of its name") { records in
            let names = Set(records.filter { !isWhole($0) }.map { ExactString($0.row.qualname) })
            return records.filter { !isWhole($0) || !names.contains(ExactString($0.row.qualname)) }
        },
        results("moves to the front") { records in records.filter { !isWhole($0) } + records.filter(isWhole) },
        results("moves to the end") { records in records.filter(isWhole) + records.filter { !isWhole($0) } },
        FaultValue("comes twice") {
            $0.steps[.last] = QueryStep { records, _ in records.flatMap { isWhole($0) ? [$0] : [$0, $0] } }
        },
        FaultValue("is not counted") {
            $0.steps[.limit] = QueryStep { records, query in
                var left = query.limit
                return records.prefix { record in
                    guard left > 0 else { return false }
                    if isWhole(record) { left -= 1 }
                    return true
                }
            }
        },
        FaultValue("counts twice") {
            $0.steps[.limit] = QueryStep { records, query in
                var left = query.limit
                return records.prefix { record in
                    guard left > 0 else { return false }
                    left -= isWhole(record) ? 1 : 2
                    return true
                }
            }
        },
        FaultValue("makes filter throw") { $0.decodeInFilter() },
        FaultValue("makes every thunk throw") {
            $0.thunks = { _, records in
                let isAllWhole = records.allSatisfy(isWhole)
                return records.map { record in
                    PlainThunk {
                        guard isAllWhole else {
                            throw Fault("cannot decode the arguments of \(record.row.module) \(record.row.qualname)")
                        }
                        return try record.row.toTrace()
                    }
                }
            }
        },
        FaultValue("makes later thunks throw") { $0.throwTheFirstErrorAgain() },
    ]

    /// What the thunk of a damaged record does.
    private static let damagedThunks: [FaultValue] = [
        thunk("decodes to a blank trace") { row, _ in CallTrace(module: row.module, qualname: row.qualname) },
        thunk("decodes to a trace without arguments") { row, _ in
            try CallTraceRow(
                module: row.module,
                qualname: row.qualname,
                argTypes: "{}",
                returnType: row.returnType,
                yieldType: row.yieldType
            ).toTrace()
        },
        thunk("throws, and then decodes to a blank trace") { row, decoded in
            guard decoded.next() > 1 else { return try row.toTrace() }
            return CallTrace(module: row.module, qualname: row.qualname)
        },
        thunk("throws twice, and then decodes to a blank trace") { row, decoded in
            guard decoded.next() > 2 else { return try row.toTrace() }
            return CallTrace(module: row.module, qualname: row.qualname)
        },
        thunk("decodes to a blank trace, and then throws") { row, decoded in
            guard decoded.next() == 1 else { return try row.toTrace() }
            return CallTrace(module: row.module, qualname: row.qualname)
        },
    ]

    private static let isWhole: @Sendable (Record) -> Bool = { (try? $0.row.toTrace()) != nil }

    private static func results(_ name: String, _ change: @escaping @Sendable ([Record]) -> [Record]) -> FaultValue {
        FaultValue(name) { $0.steps[.beforeDuplicates] = QueryStep { records, _ in change(records) } }
    }

    /// A thunk that decodes a damaged row in some way; it is given how often it was asked.
    private static func thunk(
        _ name: String,
        _ decode: @escaping @Sendable (CallTraceRow, Locked<Int>) throws -> CallTrace
    ) -> FaultValue {
        FaultValue(name) {
            $0.thunks = { _, records in
                records.map { record in
                    let decoded = Locked(0)
                    return PlainThunk { try (try? record.row.toTrace()) ?? decode(record.row, decoded) }
                }
            }
        }
    }

    private static func thunks(
        _ name: String,
        _ decode: @escaping @Sendable (CallTraceRow, Locked<CallTrace?>) throws -> CallTrace
    ) -> FaultValue {
        FaultValue(name) {
            $0.thunks = { _, records in
                let buffer = Locked<CallTrace?>(nil)
                return records.map { record in PlainThunk { try decode(record.row, buffer) } }
            }
        }
    }

    private static func error(_ name: String, _ text: @escaping @Sendable (CallTraceRow) -> String) -> FaultValue {
        FaultValue(name) {
            $0.thunks = { _, records in
                records.map { record in
                    PlainThunk {
                        guard let trace = try? record.row.toTrace() else { throw Fault(text(record.row)) }
                        return trace
                    }
                }
            }
        }
    }

    /// How much of a connection string is revealed.
    private static func forms(
        fromCalls firstCalls: [Int] = FaultValue.everyFirstCall,
        _ mutate: @escaping @Sendable (inout Components, _ text: String) -> Void
    ) -> [FaultValue] {
        [
            FaultValue("whole", fromCalls: firstCalls) { store in
                mutate(&store, store.connectionString)
            },
            FaultValue("the password", fromCalls: firstCalls) { store in
                mutate(&store, String(store.connectionString.firstMatch(of: #/:([^:@]*)@/#)?.1 ?? ""))
            },
            FaultValue("without the scheme", fromCalls: firstCalls) { store in
                mutate(&store, String(store.connectionString.firstMatch(of: #/:\/\/(.*)/#)?.1 ?? ""))
            },
        ]
    }
}

extension Components {
    /// Thunks that read the record at a position of the log when they are decoded.
    fileprivate mutating func decodeByPosition(_ index: @escaping @Sendable (_ count: Int, _ position: Int) -> Int) {
        thunks = { log, records in
            let all = log.records
            let positions = Dictionary(all.enumerated().map { ($1.row, index(all.count, $0)) }) { $1 }
            return records.map { record in
                let position = positions[record.row] ?? 0
                return PlainThunk {
                    let now = log.records
                    return try now[index(now.count, position)].row.toTrace()
                }
            }
        }
    }
}
