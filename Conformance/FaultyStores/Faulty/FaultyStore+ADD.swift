import CallTraceContract
import CallTraces
import Foundation

/// Mistakes in storing traces.
extension FaultyStore {
    static let ofAdd: [FaultyStore] = wholeness + batches + text

    /// Which parts of a trace are kept.
    private static let wholeness: [FaultyStore] = [
        FaultyStore(
            "return and yield swapped",
            "the return and yield types were swapped when a call had both",
            breaks: [.add1]
        ) { store in
            store.decode { trace in
                guard trace.returnType != nil, trace.yieldType != nil else { return }
                (trace.returnType, trace.yieldType) = (trace.yieldType, trace.returnType)
            }
        },
        FaultyStore(
            "one type for all arguments",
            "every argument was given the type of the first",
            breaks: [.add1, .thunk5],
            because: "both compare all parts of traces with several arguments"
        ) { store in
            store.decode { trace in
                guard let first = trace.argTypes.first?.type else { return }
                trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name, first) })
            }
        },
        FaultyStore(
            "yielded None as no yield",
            "a call that yielded None was treated as one that did not yield",
            breaks: [.add2]
        ) { store in
            store.decode { trace in
                if trace.yieldType == .noneType { trace.yieldType = nil }
            }
        },
        FaultyStore(
            "argument order significant",
            "calls that differ only in the order of their arguments were treated as different",
            breaks: [.add12]
        ) { store in
            store.serialize = { traces in
                try traces.filter { (try? CallTraceRow($0)) != nil }.map(rowInGivenOrder)
            }
        },
        FaultyStore(
            "255 arguments",
            "arguments from the 256th on were dropped",
            breaks: [.add13]
        ) { store in
            store.changeTraces { traces in
                traces.map { trace in
                    var trace = trace
                    trace.argTypes = NamedTypes(trace.argTypes.prefix(255).map { ($0.name, $0.type) })
                    return trace
                }
            }
        },
        FaultyStore(
            "types 32 deep",
            "a trace with types nested more than 32 deep was rejected",
            breaks: [.add13]
        ) { store in
            store.changeTraces { traces in
                guard !traces.contains(where: { depth(of: $0) > 32 }) else { throw Fault("nested too deeply") }
                return traces
            }
        },
    ]

    /// How a batch is taken and stored.
    private static let batches: [FaultyStore] = [
        FaultyStore("empty batch refused", "adding an empty batch threw an error", breaks: [.add3]) { store in
            store.changeTraces { traces in
                guard !traces.isEmpty else { throw Fault("there is nothing to add") }
                return traces
            }
        },
        FaultyStore("empty batch clears", "adding an empty batch emptied the store", breaks: [.add3]) { store in
            let log = store.log
            store.changeTraces { traces in
                if traces.isEmpty { log().update { $0 = [] } }
                return traces
            }
        },
        FaultyStore("first thousand of a batch", "traces after the first 1,000 of a batch were lost", breaks: [.add4]) {
            $0.changeTraces { Array($0.prefix(1_000)) }
        },
        FaultyStore(
            "incomplete chunk lost",
            "batches were written in chunks of 1,000, and the last, incomplete chunk was lost",
            breaks: [.add4]
        ) { store in
            store.changeTraces { traces in
                traces.count < 1_000 ? traces : Array(traces.prefix(traces.count / 1_000 * 1_000))
            }
        },
        FaultyStore("full chunk lost", "a batch of exactly 1,000 traces was lost", breaks: [.add4]) {
            $0.changeTraces { $0.count == 1_000 ? [] : $0 }
        },
        FaultyStore("large batch refused", "a batch with more than 9,999 parameters was rejected", breaks: [.add4]) {
            $0.changeTraces { traces in
                guard traces.count <= 9_999 else { throw Fault("too many parameters") }
                return traces
            }
        },
        FaultyStore(
            "sequence walked twice",
            "the sequence was walked once to count it and again to store it",
            breaks: [.add5]
        ) {
            $0.take = { traces in
                _ = Array(traces)
                return Array(traces)
            }
        },
        FaultyStore("count trusted", "only as many traces were taken as the sequence had estimated", breaks: [.add5]) {
            $0.take = { traces in prefix(of: traces) }
        },
        FaultyStore(
            "batch lost for one bad trace",
            "one bad trace took its whole batch with it",
            breaks: [.add6]
        ) { store in
            store.serialize = { traces in
                let rows = Array(serializeTraces(traces))
                return rows.count == traces.count ? rows : []
            }
        },
        FaultyStore("batch ends at a bad trace", "the traces after a bad one in a batch were lost", breaks: [.add6]) {
            $0.serialize = { traces in traces.map { try? CallTraceRow($0) }.prefix { $0 != nil }.compactMap(\.self) }
        },
        FaultyStore("bad trace thrown", "one bad trace made add throw", breaks: [.add6]) {
            $0.serialize = { try $0.map { try CallTraceRow($0) } }
        },
        FaultyStore(
            "bad trace stored blank",
            "a trace that could not be serialized was stored without its types",
            breaks: [.add6, .list3],
            because: "a blank trace is one more in its batch, and its module is listed"
        ) { store in
            store.serialize = { traces in
                try traces.map {
                    try (try? CallTraceRow($0)) ?? CallTraceRow(CallTrace(module: $0.module, qualname: $0.qualname))
                }
            }
        },
        FaultyStore(
            "empty names stored",
            "a trace without a module or a qualname was stored like any other",
            breaks: [.add6, .list3],
            because: "it is found in its module, and the empty module is listed"
        ) { store in
            store.serialize = { traces in
                traces.compactMap { trace in
                    var named = trace
                    (named.module, named.qualname) = ("m", "f")
                    guard let row = try? CallTraceRow(named) else { return nil }
                    return CallTraceRow(
                        module: trace.module,
                        qualname: trace.qualname,
                        argTypes: row.argTypes,
                        returnType: row.returnType,
                        yieldType: row.yieldType
                    )
                }
            }
        },
        FaultyStore(
            "add returns early",
            "a batch was not stored until the next one arrived",
            breaks: Contract.defaultClauses.filter { !lateClauses.contains($0) },
            because: "all but a few clauses read what was added last"
        ) { store in
            let waiting = Locked<[CallTraceRow]>([])
            store.store = { log, rows in
                let ready = waiting.update { waiting in
                    defer { waiting = rows }
                    return waiting
                }
                if !ready.isEmpty { log.append(ready) }
            }
        },
        FaultyStore("512 batches", "batches after the 512th of a store were lost", breaks: [.add8]) { store in
            let batches = Locked(0)
            store.changeTraces { batches.next() > 512 ? [] : $0 }
        },
        FaultyStore(
            "stale list",
            "the list of modules was cached the first time and never updated",
            breaks: [.add8, .add10, .filter11, .list1, .list2, .list3, .list4],
            because: "whoever lists the modules before an add sees the old list after it"
        ) { store in
            let cached = Locked<[String]?>(nil)
            store.list = { log in
                cached.update { cached in
                    let modules = cached ?? Components.modules(of: log)
                    cached = modules
                    return modules
                }
            }
        },
        FaultyStore(
            "racing add",
            "add read all records, appended its own, and wrote everything back without a lock",
            breaks: [.add9, .model2, .model3]
        ) { store in
            store.store = { log, rows in await log.rewrite(appending: rows, yielding: 50) }
        },
        FaultyStore(
            "busy add lost",
            "a batch was lost if another was being added at the same time",
            breaks: [.add9, .model2, .model3]
        ) { store in
            let log = store.log
            store.store = { _, rows in
                let isAlone = log().addHandles(1) == 1
                await yieldToOtherTasks()
                if isAlone { log().append(rows) }
                _ = log().addHandles(-1)
            }
        },
        FaultyStore(
            "canceled after it was stored",
            "add looked for cancellation once more after its batch was stored, and threw",
            breaks: [.add10, .model3]
        ) { store in
            store.store = { log, rows in
                if !rows.isEmpty { log.append(rows) }
                await Task.yield()
                try Task.checkCancellation()
            }
        },
        FaultyStore(
            "rolled back in part",
            "a canceled add removed only the last trace of its batch again",
            breaks: [.add10, .model3]
        ) { store in
            store.store = { log, rows in
                guard !rows.isEmpty else { return }
                log.append(rows)
                await Task.yield()
                guard Task.isCancelled else { return }
                log.update { $0.removeLast() }
                throw CancellationError()
            }
        },
        FaultyStore("torn batch", "a batch was stored in two halves", breaks: [.add10, .model2, .model3]) { store in
            store.store = { log, rows in
                log.append(Array(rows.prefix(rows.count / 2)))
                await yieldToOtherTasks(3)
                log.append(Array(rows.dropFirst(rows.count / 2)))
            }
        },
        FaultyStore("trace by trace", "a batch was stored ten traces at a time", breaks: [.add10, .model2, .model3]) {
            store in
            store.store = { log, rows in
                for start in stride(from: 0, to: rows.count, by: 10) {
                    log.append(Array(rows[start..<min(start + 10, rows.count)]))
                    await yieldToOtherTasks(1)
                }
            }
        },
    ]

    /// What happens to text.
    private static let text: [FaultyStore] = [
        FaultyStore("255 bytes", "qualnames were truncated to 255 bytes", breaks: [.add7]) {
            $0.changeQualname { String(decoding: $0.utf8.prefix(255), as: UTF8.self) }
        },
        FaultyStore("cut at NUL", "qualnames were truncated at NUL", breaks: [.add7]) {
            $0.changeQualname { String($0.prefix { $0 != "\0" }) }
        },
        FaultyStore("trimmed", "whitespace around qualnames was trimmed", breaks: [.add7]) {
            $0.changeQualname { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        },
        FaultyStore("three bytes per character", "four-byte characters became question marks", breaks: [.add7]) {
            $0.changeQualname {
                String(String.UnicodeScalarView($0.unicodeScalars.map { $0.value > 0xffff ? "?" : $0 }))
            }
        },
        FaultyStore("argument names lowercased", "the names of arguments were lowercased", breaks: [.add7]) {
            store in
            store.decode { trace in
                trace.argTypes = NamedTypes(trace.argTypes.map { ($0.name.lowercased(), $0.type) })
            }
        },
        FaultyStore("type names normalized", "the names of types were converted to one normal form", breaks: [.add7]) {
            $0.changeReturnType { $0.precomposedStringWithCanonicalMapping }
        },
        FaultyStore("type names unescaped twice", "backslashes in the names of types were dropped", breaks: [.add7]) {
            $0.changeReturnType { $0.replacingOccurrences(of: "\\", with: "") }
        },
        FaultyStore(
            "qualnames normalized",
            "qualnames were converted to one normal form",
            breaks: [.add7, .filter2],
            because: "FILTER-2 queries prefixes in either normal form"
        ) { $0.changeQualname { $0.precomposedStringWithCanonicalMapping } },
    ]

    /// The clauses that read nothing, nothing that was added last, or nothing kept in memory.
    private static let lateClauses: Set<Clause> = [
        .make4, .make5, .make8, .add10, .add11, .add13, .filter6, .filter8, .filter10, .filter12, .list3,
        .thunk3,
        .thunk4, .model2, .model3,
    ]

    /// The minimum number of traces that a sequence promises to have.
    private static func prefix(of traces: some Sequence<CallTrace>) -> [CallTrace] {
        Array(traces.prefix(traces.underestimatedCount))
    }

    /// The row of a trace, with its arguments in the order in which they were given.
    private static func rowInGivenOrder(_ trace: CallTrace) throws -> CallTraceRow {
        let row = try CallTraceRow(trace)
        let arguments = try trace.argTypes.map { argument in
            let alone = CallTrace(
                module: trace.module,
                qualname: trace.qualname,
                argTypes: NamedTypes([(argument.name, argument.type)])
            )
            return try CallTraceRow(alone).argTypes.dropFirst().dropLast()
        }
        return CallTraceRow(
            module: row.module,
            qualname: row.qualname,
            argTypes: "{\(arguments.joined(separator: ", "))}",
            returnType: row.returnType,
            yieldType: row.yieldType
        )
    }

    private static func depth(of trace: CallTrace) -> Int {
        var level = trace.argTypes.map(\.type) + [trace.returnType, trace.yieldType].compactMap(\.self)
        var depth = 0
        while !level.isEmpty {
            depth += 1
            level = level.flatMap { type -> [TypeReference] in
                switch type.content {
                case .bare: []
                case .elementTypes(let elements): elements
                case .typedDict(let fields): fields.map(\.type)
                }
            }
        }
        return depth
    }
}

extension Components {
    fileprivate mutating func changeQualname(_ change: @escaping @Sendable (String) -> String) {
        changeTraces { traces in
            traces.map { trace in
                var trace = trace
                trace.qualname = change(trace.qualname)
                return trace
            }
        }
    }

    fileprivate mutating func changeReturnType(_ change: @escaping @Sendable (String) -> String) {
        decode { trace in
            guard var type = trace.returnType else { return }
            type.qualname = change(type.qualname)
            trace.returnType = type
        }
    }
}
