import CallTraceContract
import CallTraces
import Foundation

extension FaultSpace {
    /// An answer is kept, and given when it is no longer the right one.
    static let cacheOperators: [FaultOperator] = [
        FaultOperator(
            kind: .cache,
            name: "keep an answer",
            places: AnswerCache.Place.allCases.map { place in
                FaultPlace(
                    place.rawValue,
                    [.add8, .filter11, .list1],
                    AnswerCache.emptyings(of: place).flatMap { emptying in
                        (emptying == .ownAdds ? [false] : [true, false]).map { isShared in
                            FaultValue("\(isShared ? "for all handles" : "for each handle"), \(emptying.rawValue)") {
                                $0.cache(AnswerCache(place: place, emptying: emptying, isShared: isShared))
                            }
                        }
                    }
                )
            }
        ),
        FaultOperator(
            kind: .cache,
            name: "keep answers by a key that lacks",
            places: [
                key("module", [.filter11, .filter1, .filter10]) { $0.module = "" },
                key("prefix", [.filter11, .filter2, .filter3]) { $0.qualnamePrefix = nil },
                key("limit", [.filter11, .filter5, .filter7]) { $0.limit = 0 },
                key("limit above 2000", [.filter11, .filter7]) { $0.limit = min($0.limit, 2_000) },
                key("case of the module", [.filter11, .filter1]) { $0.module = $0.module.lowercased() },
                key("case of the prefix", [.filter11, .filter2]) {
                    $0.qualnamePrefix = $0.qualnamePrefix?.lowercased()
                },
                key("normal form of the module", [.filter11, .filter1]) {
                    $0.module = $0.module.precomposedStringWithCanonicalMapping
                },
                key("normal form of the prefix", [.filter11, .filter2]) {
                    $0.qualnamePrefix = $0.qualnamePrefix?.precomposedStringWithCanonicalMapping
                },
                key("border of module and prefix", [.filter11, .filter1, .filter2]) { query in
                    (query.module, query.qualnamePrefix) = (query.module + (query.qualnamePrefix ?? ""), nil)
                },
            ]
        ),
        FaultOperator(
            kind: .cache,
            name: "keep decoded traces by a key that lacks",
            places: [
                decoded("arguments") { row in
                    CallTraceRow(
                        module: row.module,
                        qualname: row.qualname,
                        argTypes: "",
                        returnType: row.returnType,
                        yieldType: row.yieldType
                    )
                },
                decoded("return type") { row in
                    CallTraceRow(
                        module: row.module,
                        qualname: row.qualname,
                        argTypes: row.argTypes,
                        returnType: nil,
                        yieldType: row.yieldType
                    )
                },
                decoded("yield type") { row in
                    CallTraceRow(
                        module: row.module,
                        qualname: row.qualname,
                        argTypes: row.argTypes,
                        returnType: row.returnType,
                        yieldType: nil
                    )
                },
                decoded("qualname") { row in
                    CallTraceRow(
                        module: row.module,
                        qualname: "",
                        argTypes: row.argTypes,
                        returnType: row.returnType,
                        yieldType: row.yieldType
                    )
                },
            ]
        ),
        FaultOperator(
            kind: .cache,
            name: "keep an answer too late",
            places: [
                FaultPlace(
                    "queries, each of which yields before its answer is kept",
                    [.model2, .model3, .add8, .add10, .filter11],
                    [1, 10, 50].map { yields in
                        FaultValue("\(yields)") {
                            $0.cache(AnswerCache(place: .queries, emptying: .always, isShared: true, yields: yields))
                        }
                    }
                ),
                FaultPlace(
                    "lists, each of which yields before its answer is kept",
                    [.model2, .model3, .add8, .add10, .filter11],
                    [1, 10, 50].map { yields in
                        FaultValue("\(yields)") {
                            $0.cache(AnswerCache(place: .lists, emptying: .always, isShared: true, yields: yields))
                        }
                    }
                ),
                FaultPlace(
                    "adds, which empty the cache and yield before they store",
                    [.model2, .model3, .add8, .add10, .filter11],
                    [1, 10, 50].map { yields in
                        FaultValue("\(yields)") { store in
                            store.wrapCalls { calls in
                                calls.add = { [add = calls.add] traces in
                                    await yieldToOtherTasks(yields)
                                    try await add(traces)
                                }
                            }
                            store.cache(AnswerCache(place: .queries, emptying: .early, isShared: true))
                        }
                    }
                ),
            ]
        ),
    ]

    private static func key(
        _ part: String,
        _ naming: [Clause],
        _ forget: @escaping @Sendable (inout Query) -> Void
    ) -> FaultPlace {
        FaultPlace(
            part,
            naming,
            [true, false].map { isShared in
                FaultValue(isShared ? "for all handles" : "for each handle") {
                    $0.cache(AnswerCache(place: .queries, emptying: .always, isShared: isShared, forget: forget))
                }
            }
        )
    }

    private static func decoded(
        _ part: String,
        _ key: @escaping @Sendable (CallTraceRow) -> CallTraceRow
    ) -> FaultPlace {
        let forOneAnswer = FaultValue("for one answer") { store in
            store.thunks = { _, records in thunks(of: records, Locked([:]), key) }
        }
        let forAllAnswers = FaultValue("for all answers") { store in
            let traces = store.shared("decoded", [CallTraceRow: CallTrace]())
            store.thunks = { _, records in thunks(of: records, traces, key) }
        }
        // The traces of one answer have the same module.
        return FaultPlace(part, [.add1, .thunk5], part == "module" ? [forAllAnswers] : [forOneAnswer, forAllAnswers])
    }

    private static func thunks(
        of records: [Record],
        _ traces: Locked<[CallTraceRow: CallTrace]>,
        _ key: @escaping @Sendable (CallTraceRow) -> CallTraceRow
    ) -> [PlainThunk] {
        records.map { record in
            PlainThunk {
                let key = key(record.row)
                if let trace = traces.value[key] { return trace }
                let trace = try record.row.toTrace()
                traces.update { $0[key] = trace }
                return trace
            }
        }
    }
}

/// A cache of answers, and when it is emptied.
private struct AnswerCache: Sendable {
    /// Which answers are kept.
    enum Place: String, CaseIterable {
        case queries
        case emptyAnswers = "queries that find nothing"
        case fullAnswers = "queries that find as many as their limit"
        case lists
        case emptyLists = "empty lists"
    }

    /// Which adds empty the cache.
    enum Emptying: String {
        case never = "never emptied"
        case ownAdds = "not emptied by another handle"
        case everySecond = "emptied by every second add"
        case several = "not emptied by a batch of one"
        case one = "not emptied by a batch of several"
        case firstModule = "emptied for the module of a batch's first trace"
        case knownModules = "not emptied by an add to a known module"
        case newModules = "not emptied by an add to a new module"
        case always = "emptied by every add"
        case early = "emptied by every add before it stores"

    }

    let place: Place
    let emptying: Emptying
    let isShared: Bool
    var yields = 0
    var forget: @Sendable (inout Query) -> Void = { _ in }

    /// The ways to empty a cache that are wrong: a list does not change with an add to a known module.
    static func emptyings(of place: Place) -> [Emptying] {
        let always: [Emptying] = [.never, .ownAdds, .everySecond, .several, .one, .newModules]
        switch place {
        case .lists, .emptyLists: return always
        case .queries, .emptyAnswers, .fullAnswers: return always + [.firstModule, .knownModules]
        }
    }

    var isOfLists: Bool { place == .lists || place == .emptyLists }

    func keeps(_ count: Int, _ limit: Int) -> Bool {
        switch place {
        case .queries, .lists: true
        case .emptyAnswers, .emptyLists: count == 0
        case .fullAnswers: count == limit
        }
    }

    /// Whether adding traces empties the cache of a query's module, or of the list.
    func empties(_ module: String?, _ batch: [CallTrace], adds: Int, known: Set<ExactString>) -> Bool {
        switch emptying {
        case .never: false
        case .ownAdds, .always, .early: true
        case .everySecond: adds.isMultiple(of: 2)
        case .several: batch.count != 1
        case .one: batch.count == 1
        case .firstModule: batch.first?.module.hasSameBytes(as: module ?? "") ?? false
        case .knownModules: batch.contains { !known.contains(ExactString($0.module)) }
        case .newModules: batch.contains { known.contains(ExactString($0.module)) }
        }
    }
}

/// What a cache holds.
private struct Answers: Sendable {
    struct Key: Hashable {
        let module: ExactString
        let prefix: ExactString?
        let limit: Int
    }

    var thunks: [Key: [PlainThunk]] = [:]
    var modules: [String]?
}

extension Components {
    /// Keeps answers in a cache.
    fileprivate mutating func cache(_ cache: AnswerCache) {
        let answers = cache.isShared && cache.emptying != .ownAdds ? shared("answers", Answers()) : Locked(Answers())
        // A cache that every add empties is lawful for each handle only if other handles' adds empty it, too.
        let caches = shared("caches", [Locked<Answers>]())
        caches.update { $0.append(answers) }
        let adds = shared("cached adds", 0)
        let known = shared("cached modules", Set<ExactString>())
        wrapCalls { calls in
            let lawful = calls
            calls.add = { traces in
                let batch = Array(traces)
                let number = adds.next()
                let before = known.value
                known.update { $0.formUnion(batch.map { ExactString($0.module) }) }
                @Sendable func empty() {
                    for answers in cache.emptying == .ownAdds ? [answers] : caches.value {
                        answers.update { answers in
                            for key in answers.thunks.keys
                            where cache.empties(key.module.string, batch, adds: number, known: before) {
                                answers.thunks[key] = nil
                            }
                            if cache.empties(nil, batch, adds: number, known: before) { answers.modules = nil }
                        }
                    }
                }
                if cache.emptying == .early {
                    empty()
                    await yieldToOtherTasks(3)
                }
                try await lawful.add(batch)
                if cache.emptying != .early { empty() }
            }
            if cache.isOfLists {
                calls.list = {
                    if let modules = answers.value.modules { return modules }
                    let modules = try await lawful.list()
                    if cache.yields > 0 { await yieldToOtherTasks(cache.yields) }
                    if cache.keeps(modules.count, 0) { answers.update { $0.modules = modules } }
                    return modules
                }
            } else {
                calls.filter = { query in
                    var forgetful = try query.checked()
                    cache.forget(&forgetful)
                    let key = Answers.Key(
                        module: ExactString(forgetful.module),
                        prefix: forgetful.qualnamePrefix.map(ExactString.init),
                        limit: forgetful.limit
                    )
                    if let thunks = answers.value.thunks[key] { return thunks }
                    let thunks = try await lawful.filter(query)
                    if cache.yields > 0 { await yieldToOtherTasks(cache.yields) }
                    if cache.keeps(thunks.count, query.limit) { answers.update { $0.thunks[key] = thunks } }
                    return thunks
                }
            }
        }
    }
}
