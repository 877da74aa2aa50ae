import CallTraceContract
import CallTraces

extension FaultSpace {
    /// A batch is seen in part, early, late, or by some handles only.
    static let visibilityOperators: [FaultOperator] = [
        FaultOperator(
            kind: .visibility,
            name: "store in parts",
            places: [1, 20].map { yields in
                FaultPlace(
                    "batches, after each part of which \(yields) \(yields == 1 ? "task runs" : "tasks run")",
                    [.add10, .model2, .model3],
                    parts.map { count in
                        FaultValue("\(count)") {
                            $0.store = { log, rows in
                                for start in stride(from: 0, to: rows.count, by: count) {
                                    log.append(Array(rows[start..<min(start + count, rows.count)]))
                                    if start + count < rows.count { await yieldToOtherTasks(yields) }
                                }
                            }
                        }
                    }
                )
            }
        ),
        FaultOperator(
            kind: .visibility,
            name: "answer in pages",
            places: [1, 20].flatMap { yields in
                let between = "between which \(yields) \(yields == 1 ? "task runs" : "tasks run")"
                return [
                    FaultPlace(
                        "queries, \(between)",
                        [.add10, .model2, .model3],
                        parts.map { count in
                            FaultValue("\(count)") { store in
                                let log = store.log
                                store.wrapCalls { calls in
                                    calls.filter = { [filter = calls.filter, log] query in
                                        try await pages(of: count, in: log(), yields: yields) {
                                            try await filter(query)
                                        }
                                    }
                                }
                            }
                        },
                        showsIf: "another task adds to the module between two pages of it"
                    ),
                    FaultPlace(
                        "lists, \(between)",
                        [.add10, .model2, .model3, .list1],
                        parts.filter { $0 < 5_000 }.map { count in
                            FaultValue("\(count)") { store in
                                let log = store.log
                                store.wrapCalls { calls in
                                    calls.list = { [list = calls.list, log] in
                                        try await pages(of: count, in: log(), yields: yields) {
                                            try await list().map(ExactString.init).sorted()
                                        }
                                        .map(\.string)
                                    }
                                }
                            }
                        },
                        showsIf: "another task adds to a new module between two pages"
                    ),
                ]
            }
        ),
        FaultOperator(
            kind: .visibility,
            name: "list at another time",
            places: [
                FaultPlace(
                    "modules of a batch, before its traces by tasks",
                    [.add10, .model2, .model3, .list1],
                    [1, 5, 50].map { yields in
                        FaultValue("\(yields)") { store in
                            let early = store.shared("early modules", Set<ExactString>())
                            store.wrapCalls { calls in
                                calls.add = { [add = calls.add] traces in
                                    let batch = Array(traces)
                                    early.update {
                                        $0.formUnion(batch.filter(\.isSerializable).map { ExactString($0.module) })
                                    }
                                    await yieldToOtherTasks(yields)
                                    try await add(batch)
                                }
                                calls.list = { [list = calls.list] in
                                    early.value.union(try await list().map(ExactString.init)).map(\.string)
                                }
                            }
                        }
                    },
                    showsIf: "another task lists and queries before the traces are there"
                ),
                FaultPlace(
                    "modules of a batch, after its traces by tasks",
                    [.add10, .model2, .model3, .list1],
                    [1, 5, 50].map { yields in
                        FaultValue("\(yields)") { store in
                            let late = store.shared("late modules", Set<ExactString>())
                            store.wrapCalls { calls in
                                calls.add = { [add = calls.add, list = calls.list] traces in
                                    let batch = Array(traces)
                                    let known = Set(try await list().map(ExactString.init))
                                    let new = Set(batch.map { ExactString($0.module) }).subtracting(known)
                                    late.update { $0.formUnion(new) }
                                    try await add(batch)
                                    await yieldToOtherTasks(yields)
                                    late.update { $0.subtract(new) }
                                }
                                calls.list = { [list = calls.list] in
                                    let late = late.value
                                    return try await list().filter { !late.contains(ExactString($0)) }
                                }
                            }
                        }
                    },
                    showsIf: "another task queries and lists before the modules are there"
                ),
                FaultPlace(
                    "modules of a batch, one add later",
                    [.add8, .list1],
                    [
                        FaultValue { store in
                            let late = store.shared("late modules", Set<ExactString>())
                            store.wrapCalls { calls in
                                calls.add = { [add = calls.add, list = calls.list] traces in
                                    let batch = Array(traces)
                                    let known = Set(try await list().map(ExactString.init))
                                    try await add(batch)
                                    late.value = Set(batch.map { ExactString($0.module) }).subtracting(known)
                                }
                                calls.list = { [list = calls.list] in
                                    let late = late.value
                                    return try await list().filter { !late.contains(ExactString($0)) }
                                }
                            }
                        }
                    ]
                ),
            ]
        ),
        FaultOperator(
            kind: .visibility,
            name: "show to one handle",
            places: [
                FaultPlace(
                    "batches, which no other handle sees",
                    [.add8, .make2],
                    [
                        FaultValue { store in
                            let own = RecordLog()
                            store.show(own)
                            store.store = { _, rows in own.append(rows) }
                        }
                    ]
                ),
                FaultPlace(
                    "batches, which other handles see only after adds",
                    [.add8, .make2],
                    [1, 2, 5].map { count in
                        FaultValue("\(count)") { store in
                            let own = RecordLog()
                            let waiting = Locked<[[CallTraceRow]]>([])
                            store.show(own)
                            store.store = { log, rows in
                                let (ready, kept) = waiting.update { waiting in
                                    waiting.append(rows)
                                    let ready = waiting.dropLast(count)
                                    waiting.removeFirst(ready.count)
                                    return (Array(ready), waiting)
                                }
                                own.update { $0 = [] }
                                for rows in ready { log.append(rows) }
                                for rows in kept { own.append(rows) }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches, which handles opened before do not see",
                    [.add8, .make2],
                    [
                        FaultValue { store in
                            let handles = store.shared("handles", 0)
                            let number = handles.next()
                            let isNewest: @Sendable () -> Bool = { handles.value == number }
                            let kept = Locked<[Record]?>(nil)
                            store.records = { log, _ in
                                guard !isNewest() else { return log.records }
                                return kept.update { kept in
                                    let records = kept ?? log.records
                                    kept = records
                                    return records
                                }
                            }
                        }
                    ]
                ),
            ]
        ),
        FaultOperator(
            kind: .visibility,
            name: "store late",
            places: [
                FaultPlace(
                    "batches, by adds",
                    [.add8],
                    [1, 2, 5].map { count in
                        FaultValue("\(count)") { store in
                            let waiting = store.shared("waiting", [[CallTraceRow]]())
                            store.store = { log, rows in
                                let ready = waiting.update { waiting in
                                    waiting.append(rows)
                                    let ready = waiting.dropLast(count)
                                    waiting.removeFirst(ready.count)
                                    return Array(ready)
                                }
                                for rows in ready { log.append(rows) }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches, until they are read once",
                    [.add8],
                    [
                        FaultValue { store in
                            let waiting = store.shared("waiting", [[CallTraceRow]]())
                            store.store = { _, rows in waiting.update { $0.append(rows) } }
                            store.records = { [records = store.records] log, query in
                                let found = records(log, query)
                                for rows in waiting.update({ $0.drained() }) { log.append(rows) }
                                return found
                            }
                        }
                    ]
                ),
                FaultPlace(
                    "batches, by tasks after add returns",
                    [.add8],
                    [50, 1_000].map { yields in
                        FaultValue("\(yields)") {
                            $0.store = { log, rows in
                                Task {
                                    await yieldToOtherTasks(yields)
                                    log.append(rows)
                                }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches that are not full, until rows wait",
                    [.add8, .add4],
                    [2, 10, 100, 500, 1_000].map { count in
                        FaultValue("\(count)") { store in
                            let waiting = store.shared("waiting rows", [CallTraceRow]())
                            store.store = { log, rows in
                                let ready = waiting.update { waiting in
                                    waiting += rows
                                    return waiting.count < count ? [] : waiting.drained()
                                }
                                if !ready.isEmpty { log.append(ready) }
                            }
                        }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .visibility,
            name: "add without a lock",
            places: [
                FaultPlace(
                    "batches, each written back with what was read before tasks",
                    [.add9, .model2, .model3],
                    [1, 5, 50].map { yields in
                        FaultValue("\(yields)") {
                            $0.store = { log, rows in
                                let read = log.records
                                await yieldToOtherTasks(yields)
                                log.update { $0 = read }
                                log.append(rows)
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches of several, each written back with what was read before tasks",
                    [.add9, .model2, .model3],
                    [1, 5, 50].map { yields in
                        FaultValue("\(yields)") {
                            $0.store = { log, rows in
                                let read = rows.count > 1 ? log.records : nil
                                await yieldToOtherTasks(yields)
                                if let read { log.update { $0 = read } }
                                log.append(rows)
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches, all but the first of those at once lost",
                    [.add9, .model2, .model3],
                    [1, 5, 50].map { yields in
                        FaultValue("\(yields)") { store in
                            let adding = store.shared("adding", 0)
                            store.store = { log, rows in
                                let isAlone = adding.next() == 1
                                await yieldToOtherTasks(yields)
                                if isAlone { log.append(rows) }
                                adding.update { $0 -= 1 }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches, those after the first of several at once stored twice apart",
                    [.model2, .model3, .filter4, .add9],
                    [1, 5, 50].map { yields in
                        FaultValue("\(yields)") { store in
                            let adding = store.shared("adding", 0)
                            store.store = { log, rows in
                                let isAlone = adding.next() == 1
                                log.append(rows)
                                await yieldToOtherTasks(yields)
                                if !isAlone { log.append(rows) }
                                adding.update { $0 -= 1 }
                            }
                        }
                    }
                ),
            ]
        ),
    ]

    private static let parts = [1, 2, 10, 100, 500, 1_000, 5_000]

    /// Puts an answer together from pages, each cut from the whole answer at the time.
    private static func pages<Element>(
        of count: Int,
        in log: RecordLog,
        yields: Int,
        _ answer: () async throws -> [Element]
    ) async throws -> [Element] {
        var elements: [Element] = []
        var (whole, rows) = (try await answer(), log.records.count)
        while true {
            let page = whole.dropFirst(elements.count).prefix(count)
            elements += page
            guard page.count == count else { return elements }
            await yieldToOtherTasks(yields)
            let now = log.records.count
            if now != rows { (whole, rows) = (try await answer(), now) }
        }
    }
}

extension Components {
    /// Shows the records of another log as newer ones.
    fileprivate mutating func show(_ own: RecordLog) {
        records = { log, query in log.records(ofModule: query.module) + own.records(ofModule: query.module) }
        list = { log in Set((log.modules + own.modules).map(ExactString.init)).map(\.string) }
    }
}

extension Array {
    /// Removes and returns every element.
    fileprivate mutating func drained() -> [Element] {
        defer { removeAll() }
        return self
    }
}
