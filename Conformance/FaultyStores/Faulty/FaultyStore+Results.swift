import CallTraceContract
import CallTraces

/// Mistakes in how results are ordered, limited and collapsed, and in what reading does to a store.
extension FaultyStore {
    static let ofResults: [FaultyStore] = order + limits + identity + reading

    private static let order: [FaultyStore] = [
        FaultyStore("oldest first", "the traces were returned oldest first", breaks: [.filter4]) {
            $0.steps[.last] = QueryStep { records, _ in records.reversed() }
        },
        FaultyStore(
            "by qualname",
            "the newest traces were returned sorted by qualname",
            breaks: [.filter4]
        ) {
            $0.steps[.last] = QueryStep { records, _ in records.sorted { $0.row.qualname < $1.row.qualname } }
        },
        FaultyStore(
            "newest first by batch only",
            "batches were returned newest first, but the traces of each batch oldest first",
            breaks: [.filter4]
        ) {
            $0.steps[.last] = QueryStep { records, _ in records.reversed().sorted { $0.batch > $1.batch } }
        },
        FaultyStore(
            "newest first within batches only",
            "the traces of each batch were returned newest first, but the batches oldest first",
            breaks: [.filter4]
        ) {
            $0.steps[.last] = QueryStep { records, _ in records.sorted { $0.batch < $1.batch } }
        },
        FaultyStore("by the clock", "the traces were sorted by the time they were added", breaks: [.filter4]) {
            $0.steps[.order] = QueryStep { records, _ in
                records.enumerated().sorted { ($0.1.time, $0.0) > ($1.1.time, $1.0) }.map(\.1)
            }
        },
        orderedBefore(
            "order by day",
            "traces of the same day were sorted by qualname",
            breaks: [.filter4, .filter5]
        ) { $0.row.qualname < $1.row.qualname },
        orderedBefore(
            "clock stands still",
            "traces with the same timestamp were returned oldest first",
            breaks: [.filter4, .filter5, .thunk2]
        ) { _, _ in false },
        orderedBefore(
            "clock goes back",
            "traces were sorted by a clock that was set back between batches",
            breaks: [.filter4, .filter5, .thunk2]
        ) { $0.batch < $1.batch },
        orderedBefore(
            "clock past midnight",
            "traces were sorted by the time of day, and midnight passed after the first batch",
            breaks: [.filter4, .filter5, .thunk2]
        ) { left, right in
            let (left, right) = ((86_398 + left.batch) % 86_400, (86_398 + right.batch) % 86_400)
            return left > right
        },
    ]

    private static let limits: [FaultyStore] = [
        FaultyStore("limit before module", "the limit was applied before the module", breaks: [.filter5]) {
            $0.steps.sequence = [.order, .duplicates, .limit, .module, .prefix]
        },
        FaultyStore("limit before prefix", "the limit was applied before the prefix", breaks: [.filter5]) {
            $0.steps.sequence = [.module, .order, .duplicates, .limit, .prefix]
        },
        FaultyStore("limit before duplicates", "the limit was applied before duplicates collapsed", breaks: [.filter5])
        {
            $0.steps.sequence = [.module, .prefix, .order, .limit, .duplicates]
        },
        FaultyStore(
            "limit plus one",
            "one more trace than the limit was returned",
            breaks: [.filter5, .filter6, .filter7, .thunk2],
            because: "each of them counts the traces within a limit"
        ) {
            $0.steps[.limit] = QueryStep { records, query in Array(records.prefix(max(query.limit, query.limit &+ 1))) }
        },
        FaultyStore(
            "limit ignored",
            "every matching trace was returned, whatever the limit",
            breaks: [.filter5, .filter6, .filter7, .thunk2],
            because: "each of them counts the traces within a limit"
        ) {
            $0.steps[.limit] = nil
        },
        FaultyStore(
            "limit keeps the oldest",
            "the limit kept the oldest traces instead of the newest",
            breaks: [.filter5, .filter9, .thunk2],
            because: "each of them looks for the newest within a limit"
        ) {
            $0.steps[.limit] = QueryStep { records, query in Array(records.suffix(query.limit)) }
        },
        FaultyStore("2,000 is everything", "a limit of 2,000 was treated as no limit", breaks: [.filter6]) {
            $0.check = lawfulThen { if $0.limit == 2_000 { $0.limit = .max } }
        },
        FaultyStore("1,000 by default", "the default limit was 1,000", breaks: [.filter6]) {
            $0.check = lawfulThen { if $0.limit == 2_000 { $0.limit = 1_000 } }
        },
        FaultyStore("0 is no limit", "a limit of 0 was treated as no limit", breaks: [.filter7]) {
            $0.check = lawfulThen { if $0.limit == 0 { $0.limit = .max } }
        },
        FaultyStore(
            "limit overflows",
            "adding one to a limit of Int.max overflowed, and nothing was found",
            breaks: [.filter7]
        ) {
            $0.check = lawfulThen { $0.limit = max($0.limit &+ 1, 1) - 1 }
        },
        FaultyStore("32-bit limit", "a limit above 2,147,483,647 was rejected", breaks: [.filter7]) {
            $0.check = lawfulUnless("the limit is too large") { $1.limit > Int(Int32.max) }
        },
        negativeLimit("negative is everything", "a negative limit was treated as no limit") { _ in .max },
        negativeLimit("negative is nothing", "a negative limit returned nothing instead of throwing") { _ in 0 },
        negativeLimit("sign ignored", "the sign of a limit was ignored") { Int(clamping: $0.magnitude) },
    ]

    private static let identity: [FaultyStore] = [
        identical("identity without yield type", "traces that differ only in their yield type were collapsed") {
            [$0.module, $0.qualname, $0.argTypes, $0.returnType]
        },
        identical("identity without return type", "traces that differ only in their return type were collapsed") {
            [$0.module, $0.qualname, $0.argTypes, $0.yieldType]
        },
        identical("identity without arguments", "traces that differ only in their arguments were collapsed") {
            [$0.module, $0.qualname, $0.returnType, $0.yieldType]
        },
        identical(
            "identity without argument names",
            "traces that differ only in the names of their arguments were collapsed"
        ) { row in
            let types = (try? row.toTrace().argTypes.sortedByName.map(\.type)) ?? []
            return [row.module, row.qualname, "\(types)", row.returnType, row.yieldType]
        },
        identical(
            "identity by sets of types",
            "traces that differ only in which argument has which type were collapsed"
        ) { row in
            let types = (try? row.toTrace().argTypes.map { "\($0.type)" }.sorted()) ?? []
            let names = (try? row.toTrace().argTypes.map(\.name).sorted()) ?? []
            return [row.module, row.qualname, "\(names)\(types)", row.returnType, row.yieldType]
        },
        identical("identity without element types", "traces that differ only in element types were collapsed") {
            row in
            let arguments = (try? row.toTrace().argTypes.sortedByName.map { "\($0.name) \($0.type.qualname)" }) ?? []
            return [row.module, row.qualname, "\(arguments)", row.returnType, row.yieldType]
        },
        identical("identity merges None", "returning None was treated as returning nothing") { row in
            let returned = row.returnType?.contains("NoneType") == true ? nil : row.returnType
            return [row.module, row.qualname, row.argTypes, returned, row.yieldType]
        },
        identical("identity joins the types", "the return and yield types were compared as an unordered pair") { row in
            let pair = [row.returnType ?? "", row.yieldType ?? ""].sorted()
            return [row.module, row.qualname, row.argTypes, pair[0], pair[1]]
        },
        FaultyStore(
            "duplicates kept",
            "identical traces were not collapsed",
            breaks: [.add9, .add12, .filter5, .filter9],
            because: "each of them adds identical traces and expects them once"
        ) {
            $0.steps[.duplicates] = nil
        },
        FaultyStore(
            "duplicates collapse within a batch",
            "identical traces were collapsed only within a batch",
            breaks: [.add9, .add12, .filter5, .filter9],
            because: "each of them adds identical traces and expects them once"
        ) {
            $0.steps[.duplicates] = QueryStep { records, _ in
                var seen: Set<[AnyHashable]> = []
                return records.filter { seen.insert([$0.batch, $0.row]).inserted }
            }
        },
        FaultyStore("recency not refreshed", "a trace that was added again kept its old position", breaks: [.filter9]) {
            $0.steps.sequence = [.module, .prefix, .duplicates, .order, .limit]
        },
    ]

    private static let reading: [FaultyStore] = [
        FaultyStore("unknown module refused", "a module without traces made filter throw", breaks: [.filter10]) {
            $0.check = lawfulUnless("there is no such module") { log, query in
                !log.records.isEmpty && !log.records.contains { $0.row.module.hasSameBytes(as: query.module) }
            }
        },
        FaultyStore(
            "unknown module is everything",
            "a query for a module without traces returned those of every module",
            breaks: [.filter10, .filter13],
            because: "hostile text is an unknown module, too"
        ) {
            $0.steps[.module] = QueryStep { records, query in
                let found = QueryStep.ofModule.apply(records, query)
                return found.isEmpty ? records : found
            }
        },
        FaultyStore(
            "cached without a border",
            "answers were cached by module and prefix, joined without a separator",
            breaks: [.filter11]
        ) { store in
            let (steps, cached) = (store.steps, Locked((batches: 0, answers: [ExactString: [Record]]())))
            store.records = { log, query in
                let batches = log.batches
                let answer = steps.apply(to: log.records, query)
                return cached.update { cached in
                    if cached.batches != batches { cached = (batches, [:]) }
                    let key = ExactString("\(query.limit) \(query.module)\(query.qualnamePrefix ?? "")")
                    let kept = cached.answers[key] ?? answer
                    cached.answers[key] = kept
                    return kept
                }
            }
            store.steps.sequence = []
        },
        FaultyStore(
            "reading refreshes",
            "traces that were read became the newest",
            breaks: [.filter5, .filter11, .thunk2],
            because: "one answer changes the next"
        ) {
            $0.check = { log, query in
                let query = try query.checked()
                log.update { all in
                    let read = QueryStep.withPrefix.apply(QueryStep.ofModule.apply(all, query), query)
                    let rows = Set(read.map(\.row))
                    all = all.filter { !rows.contains($0.row) } + read
                }
                return query
            }
        },
        FaultyStore(
            "live thunks",
            "thunks kept the position of a record and read the record only when decoded",
            breaks: [.filter12]
        ) {
            $0.thunks = { log, records in
                let all = log.records
                let positions = Dictionary(all.enumerated().map { ($1.row, all.count - 1 - $0) }) { $1 }
                return records.map { record in
                    let position = positions[record.row] ?? 0
                    return PlainThunk {
                        let now = log.records
                        return try now[now.count - 1 - position].row.toTrace()
                    }
                }
            }
        },
        FaultyStore(
            "thunks need the store",
            "thunks could not be decoded after the store was released",
            breaks: [.filter12]
        ) {
            let isOpen = Locked(true)
            $0.close = { isOpen.value = false }
            $0.thunks = { _, records in
                records.map { record in
                    PlainThunk {
                        guard isOpen.value else { throw Fault("the store is closed") }
                        return try record.row.toTrace()
                    }
                }
            }
        },
    ]

    /// A store that sorts its records before the limit applies; they arrive oldest first.
    private static func orderedBefore(
        _ name: String,
        _ mistake: String,
        breaks broken: [Clause],
        _ isBefore: @escaping @Sendable (Record, Record) -> Bool
    ) -> FaultyStore {
        FaultyStore(
            name,
            mistake,
            breaks: broken,
            because: "each of them expects the newest trace first, or within a limit"
        ) {
            $0.steps[.order] = QueryStep { records, _ in records.sorted(by: isBefore) }
        }
    }

    private static func negativeLimit(
        _ name: String,
        _ mistake: String,
        _ limit: @escaping @Sendable (Int) -> Int
    ) -> FaultyStore {
        FaultyStore(name, mistake, breaks: [.filter8]) {
            $0.check = { _, query in
                var query = query
                if query.limit < 0 { query.limit = limit(query.limit) }
                return query
            }
        }
    }

    private static func identical(
        _ name: String,
        _ mistake: String,
        by parts: @escaping @Sendable (CallTraceRow) -> [String?]
    ) -> FaultyStore {
        FaultyStore(name, mistake, breaks: [.filter9]) {
            $0.steps[.duplicates] = .collapsed { row in parts(row).map { $0.map(ExactString.init) } }
        }
    }
}
