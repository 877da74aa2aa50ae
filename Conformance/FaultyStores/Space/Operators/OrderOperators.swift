import CallTraceContract
import CallTraces

extension FaultSpace {
    /// Results come in another order, or others are within the limit.
    static let orderOperators: [FaultOperator] = [
        FaultOperator(
            kind: .order,
            name: "sort",
            places: [
                FaultPlace(
                    "results",
                    [.filter4],
                    sorts.map { name, sort in
                        FaultValue(name) { $0.steps[.last] = QueryStep { records, _ in sort(records) } }
                    }
                ),
                FaultPlace(
                    "records before the limit",
                    [.filter4, .filter5],
                    sorts.map { name, sort in
                        FaultValue(name) { $0.steps[.beforeDuplicates] = QueryStep { records, _ in sort(records) } }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .order,
            name: "misplace",
            places: [
                FaultPlace(
                    "newest results, which are reversed",
                    [.filter4],
                    counts { records, count in
                        records.prefix(count).reversed() + records.dropFirst(count)
                    }
                ),
                FaultPlace(
                    "results after the newest, which are reversed",
                    [.filter4],
                    counts { records, count in
                        records.prefix(count) + records.dropFirst(count).reversed()
                    }
                ),
                FaultPlace(
                    "oldest results, which are reversed",
                    [.filter4],
                    counts { records, count in
                        records.dropLast(count) + records.suffix(count).reversed()
                    }
                ),
                FaultPlace(
                    "newest result, which moves down by",
                    [.filter4],
                    [1, 2, 9, 99, 999].map { count in
                        FaultValue("\(count)") {
                            $0.steps[.last] = QueryStep { records, _ in
                                guard let first = records.first, records.count > count else { return records }
                                return records[1...count] + [first] + records[(count + 1)...]
                            }
                        }
                    }
                ),
                FaultPlace(
                    "pages of results, each reversed",
                    [.filter4],
                    counts { records, count in
                        stride(from: 0, to: records.count, by: count).flatMap { start in
                            records[start..<min(start + count, records.count)].reversed()
                        }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .order,
            name: "number records",
            places: [
                FaultPlace(
                    "batches, by a counter that wraps at",
                    [.filter4],
                    [8, 16, 64, 128, 256].map { count in
                        FaultValue("\(count)") {
                            $0.steps[.beforeDuplicates] = QueryStep { records, _ in
                                sorted(records) { $0.batch % count }
                            }
                        }
                    }
                ),
                FaultPlace(
                    "rows of a module, by a counter that wraps at",
                    [.filter4, .add4],
                    [127, 255, 256, 1_000, 4_096, 16_384].map { count in
                        FaultValue("\(count)") {
                            $0.steps[.order] = QueryStep { records, _ in
                                let numbered = records.enumerated().map { (record: $1, number: $0 % count) }
                                return sorted(numbered.reversed()) { $0.number }.map(\.record)
                            }
                        }
                    }
                ),
                FaultPlace(
                    "batches, by a number compared as text",
                    [.filter4],
                    [
                        FaultValue {
                            $0.steps[.beforeDuplicates] = QueryStep { records, _ in sorted(records) { "\($0.batch)" } }
                        }
                    ]
                ),
                FaultPlace(
                    "rows of a module, by a number compared as text",
                    [.filter4],
                    [
                        FaultValue {
                            $0.steps[.order] = QueryStep { records, _ in
                                let numbered = records.enumerated().map { (record: $1, number: "\($0)") }
                                return sorted(numbered.reversed()) { $0.number }.map(\.record)
                            }
                        }
                    ]
                ),
                FaultPlace(
                    "records, by a clock",
                    [.filter4],
                    [
                        FaultValue("in seconds, which may go back") { store in
                            store.steps[.beforeDuplicates] = QueryStep { records, _ in sorted(records) { $0.time } }
                        },
                        FaultValue("by the time of day") { store in
                            store.steps[.beforeDuplicates] = QueryStep { records, _ in
                                sorted(records) { (($0.time % 86_400) + 86_400) % 86_400 }
                            }
                        },
                        FaultValue("in seconds, oldest first within one") { store in
                            store.steps[.beforeDuplicates] = QueryStep { records, _ in
                                sorted(records.reversed()) { $0.time }
                            }
                        },
                        FaultValue("as text") { store in
                            store.steps[.beforeDuplicates] = QueryStep { records, _ in sorted(records) { "\($0.time)" }
                            }
                        },
                    ]
                ),
            ]
        ),
        FaultOperator(
            kind: .order,
            name: "limit too early",
            places: [
                FaultPlace(
                    "records, before the",
                    [.filter5],
                    [
                        FaultValue("module") { store in
                            store.records = { log, _ in log.records }
                            store.steps.sequence = [.order, .duplicates, .limit, .module, .prefix]
                        },
                        FaultValue("prefix") { $0.steps.sequence = [.module, .order, .duplicates, .limit, .prefix] },
                        FaultValue("duplicates") {
                            $0.steps.sequence = [.module, .prefix, .order, .limit, .duplicates]
                        },
                        FaultValue("order") { $0.steps.sequence = [.module, .prefix, .duplicates, .limit, .order] },
                    ]
                ),
                FaultPlace(
                    "rows before duplicates collapse, of which are fetched limit times",
                    [.filter5, .filter9],
                    [2, 3, 4, 5, 8, 10, 20, 50, 100].map { factor in
                        FaultValue("\(factor)") { $0.fetch { limit in limit.multipliedReportingOverflow(by: factor) } }
                    }
                ),
                FaultPlace(
                    "rows before duplicates collapse, of which are fetched limit and",
                    [.filter5, .filter9],
                    [1, 2, 5, 10, 20, 50, 100, 500, 1_000].map { extra in
                        FaultValue("\(extra)") { $0.fetch { limit in limit.addingReportingOverflow(extra) } }
                    }
                ),
                FaultPlace(
                    "rows before the prefix, of which are fetched limit times",
                    [.filter5],
                    [2, 4, 10, 100].map { factor in
                        FaultValue("\(factor)") { store in
                            store.steps.sequence = [.module, .order, .first, .prefix, .duplicates, .limit]
                            store.steps[.first] = QueryStep { records, query in
                                let (count, isTooLarge) = query.limit.multipliedReportingOverflow(by: factor)
                                return isTooLarge ? records : Array(records.prefix(count))
                            }
                        }
                    }
                ),
            ]
        ),
        FaultOperator(
            kind: .order,
            name: "mistake the limit",
            places: [
                FaultPlace(
                    "every limit",
                    [.filter5, .filter7, .filter6],
                    [
                        limit("one more") { $0 == .max ? $0 : $0 + 1 },
                        limit("one less") { max($0 - 1, 0) },
                        limit("one less, but not 0") { $0 > 1 ? $0 - 1 : $0 },
                        limit("none") { _ in .max },
                        FaultValue("the oldest are kept") {
                            $0.steps[.limit] = QueryStep { records, query in Array(records.suffix(query.limit)) }
                        },
                    ]
                ),
                FaultPlace(
                    "limit of 1",
                    [.filter5],
                    [limit("as 2") { $0 == 1 ? 2 : $0 }, limit("as none") { $0 == 1 ? .max : $0 }]
                ),
                FaultPlace(
                    "default limit",
                    [.filter6],
                    [100, 500, 999, 1_000, 1_024, 1_999, 2_001, 2_048, 5_000, 10_000, .max].map { count in
                        limit(count == .max ? "none" : "\(count)") { $0 == 2_000 ? count : $0 }
                    }
                ),
                FaultPlace(
                    "limit of 0",
                    [.filter7],
                    [
                        limit("as none") { $0 == 0 ? .max : $0 },
                        limit("as the default") { $0 == 0 ? 2_000 : $0 },
                        limit("as 1") { $0 == 0 ? 1 : $0 },
                        FaultValue("refused") { $0.check = lawfulUnless("the limit is 0") { $1.limit == 0 } },
                    ]
                ),
                FaultPlace(
                    "limit of Int.max",
                    [.filter7],
                    [
                        limit("as 0") { $0 == .max ? 0 : $0 },
                        limit("as the default") { $0 == .max ? 2_000 : $0 },
                        limit("as 1000") { $0 == .max ? 1_000 : $0 },
                        FaultValue("refused") {
                            $0.check = lawfulUnless("the limit is too large") { $1.limit == .max }
                        },
                    ]
                ),
                FaultPlace(
                    "negative limit",
                    [.filter8],
                    [
                        negative("as none") { _ in .max },
                        negative("as 0") { _ in 0 },
                        negative("as 1") { _ in 1 },
                        negative("as the default") { _ in 2_000 },
                        negative("without its sign") { Int(clamping: $0.magnitude) },
                        negative("as none if it is -1") { $0 == -1 ? .max : $0 },
                        negative("as 0 if it is Int.min") { $0 == .min ? 0 : $0 },
                        negative("as none if it is below -1") { $0 < -1 ? .max : $0 },
                    ]
                ),
                FaultPlace(
                    "negative limit of a query that finds nothing",
                    [.filter8],
                    [
                        FaultValue {
                            $0.check = { log, query in
                                let isUnknown = log.records(ofModule: query.module).isEmpty
                                return isUnknown && query.limit < 0
                                    ? Query(module: query.module, limit: 0) : try query.checked()
                            }
                        }
                    ]
                ),
            ]
        ),
    ]

    /// Orders of records that arrive newest first.
    private static let sorts: [(String, @Sendable ([Record]) -> [Record])] = [
        ("oldest first", { $0.reversed() }),
        ("by qualname", { $0.sorted { $0.row.qualname < $1.row.qualname } }),
        ("by qualname, descending", { $0.sorted { $0.row.qualname > $1.row.qualname } }),
        ("by the length of the qualname", { $0.sorted { $0.row.qualname.utf8.count < $1.row.qualname.utf8.count } }),
        ("by a hash of the qualname", { $0.sorted { hash($0.row.qualname) < hash($1.row.qualname) } }),
        ("by a hash of the row", { $0.sorted { hash("\($0.row)") < hash("\($1.row)") } }),
        ("by arguments", { $0.sorted { $0.row.argTypes < $1.row.argTypes } }),
        ("by the length of the arguments", { $0.sorted { $0.row.argTypes.utf8.count < $1.row.argTypes.utf8.count } }),
        ("by return type", { $0.sorted { ($0.row.returnType ?? "") < ($1.row.returnType ?? "") } }),
        ("by yield type", { $0.sorted { ($0.row.yieldType ?? "") < ($1.row.yieldType ?? "") } }),
        (
            "those with a return type first",
            { $0.filter { $0.row.returnType != nil } + $0.filter { $0.row.returnType == nil } }
        ),
        (
            "those without arguments last",
            { $0.filter { $0.row.argTypes != "{}" } + $0.filter { $0.row.argTypes == "{}" } }
        ),
        ("by batch, each oldest first", { sorted($0.reversed()) { $0.batch } }),
        ("by batch, oldest batch first", { $0.sorted { $0.batch < $1.batch } }),
        (
            "by qualname within a batch",
            { records in
                records.sorted { ($1.batch, $0.row.qualname) < ($0.batch, $1.row.qualname) }
            }
        ),
        (
            "grouped by qualname",
            { records in
                let firsts = Dictionary(records.enumerated().map { (ExactString($1.row.qualname), $0) }) { first, _ in
                    first
                }
                return sorted(records) { -(firsts[ExactString($0.row.qualname)] ?? 0) }
            }
        ),
    ]

    /// Sorts by a key, the greatest first; records with equal keys keep their order.
    private static func sorted<Element, Key: Comparable>(_ elements: [Element], _ key: (Element) -> Key) -> [Element] {
        elements.sorted { key($0) > key($1) }
    }

    private static func counts(_ change: @escaping @Sendable ([Record], Int) -> [Record]) -> [FaultValue] {
        [2, 3, 10, 100, 500, 1_000, 2_000, 5_000, 10_000].map { count in
            FaultValue("\(count)") { $0.steps[.last] = QueryStep { records, _ in change(records, count) } }
        }
    }

    private static func limit(_ name: String, _ change: @escaping @Sendable (Int) -> Int) -> FaultValue {
        FaultValue(name) { store in store.check = lawfulThen { $0.limit = change($0.limit) } }
    }

    private static func negative(_ name: String, _ change: @escaping @Sendable (Int) -> Int) -> FaultValue {
        FaultValue(name) { $0.changeQueries { if $0.limit < 0 { $0.limit = change($0.limit) } } }
    }
}

extension Components {
    /// Fetches only so many rows before duplicates collapse.
    fileprivate mutating func fetch(_ count: @escaping @Sendable (Int) -> (partialValue: Int, overflow: Bool)) {
        steps[.beforeDuplicates] = QueryStep { records, query in
            let (count, isTooLarge) = count(query.limit)
            return isTooLarge ? records : Array(records.prefix(count))
        }
    }
}
