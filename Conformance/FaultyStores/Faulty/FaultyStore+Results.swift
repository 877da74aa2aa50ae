import CallTraceContract
import CallTraces

/// Mistakes in the order of what a query finds, in its limit, and in what it takes for identical.
extension FaultyStore {
    static let ofResults: [FaultyStore] = order + limits + identity + reading

    private static let order: [FaultyStore] = [
        FaultyStore("oldest first", "the traces were returned oldest first", breaks: [.filter4]) {
            $0.steps[.last] = QueryStep { records, _ in records.reversed() }
        },
        FaultyStore(
            "by qualname",
            "the newest traces were returned in the order of their qualnames",
            breaks: [.filter4]
        ) {
            $0.steps[.last] = QueryStep { records, _ in records.sorted { $0.row.qualname < $1.row.qualname } }
        },
        FaultyStore(
            "batches in order, not what is inside",
            "the newest traces of a batch were returned last",
            breaks: [.filter4]
        ) {
            $0.steps[.last] = QueryStep { records, _ in records.reversed().sorted { $0.batch > $1.batch } }
        },
        FaultyStore(
            "what is inside in order, not the batches",
            "the newest batches were returned last",
            breaks: [.filter4]
        ) {
            $0.steps[.last] = QueryStep { records, _ in records.sorted { $0.batch < $1.batch } }
        },
        FaultyStore("by the clock", "the traces were ordered by the time of their adding", breaks: [.filter4]) {
            $0.steps[.order] = QueryStep { records, _ in
                records.enumerated().sorted { ($0.1.time, $0.0) > ($1.1.time, $1.0) }.map(\.1)
            }
        },
        orderedBefore(
            "order by day",
            "traces of one day were ordered by qualname",
            breaks: [.filter4, .filter5]
        ) { $0.row.qualname < $1.row.qualname },
        orderedBefore(
            "clock stands still",
            "traces of one moment were ordered oldest first",
            breaks: [.filter4, .filter5, .thunk2]
        ) { _, _ in false },
        orderedBefore(
            "clock goes back",
            "traces were ordered by a clock that was set back between batches",
            breaks: [.filter4, .filter5, .thunk2]
        ) { $0.batch < $1.batch },
        orderedBefore(
            "clock over midnight",
            "traces were ordered by the time of day, and it struck midnight after the first batch",
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
            "one trace more than the limit was returned",
            breaks: [.filter5, .filter6, .filter7, .thunk2],
            because: "each of them counts what a limit leaves"
        ) {
            $0.steps[.limit] = QueryStep { records, query in Array(records.prefix(max(query.limit, query.limit &+ 1))) }
        },
        FaultyStore(
            "limit ignored",
            "every trace was returned, whatever the limit",
            breaks: [.filter5, .filter6, .filter7, .thunk2],
            because: "each of them counts what a limit leaves"
        ) {
            $0.steps[.limit] = nil
        },
        FaultyStore(
            "limit keeps the oldest",
            "the oldest traces were kept, newest first",
            breaks: [.filter5, .filter9, .thunk2],
            because: "each of them looks for the newest within a limit"
        ) {
            $0.steps[.limit] = QueryStep { records, query in Array(records.suffix(query.limit)) }
        },
        FaultyStore("2,000 is everything", "a limit of 2,000 was taken for none", breaks: [.filter6]) {
            $0.ask = lawfulThen { if $0.limit == 2_000 { $0.limit = .max } }
        },
        FaultyStore("1,000 by default", "1,000 traces were returned where no limit was given", breaks: [.filter6]) {
            $0.ask = lawfulThen { if $0.limit == 2_000 { $0.limit = 1_000 } }
        },
        FaultyStore("0 is no limit", "a limit of 0 was taken for none", breaks: [.filter7]) {
            $0.ask = lawfulThen { if $0.limit == 0 { $0.limit = .max } }
        },
        FaultyStore("limit overflows", "one more than Int.max is negative, and nothing was found", breaks: [.filter7]) {
            $0.ask = lawfulThen { $0.limit = max($0.limit &+ 1, 1) - 1 }
        },
        FaultyStore("limit of 32 bits", "a limit above 2,147,483,647 was refused", breaks: [.filter7]) {
            $0.ask = lawfulUnless("the limit is too large") { $1.limit > Int(Int32.max) }
        },
        negativeLimit("negative is everything", "a negative limit was taken for none") { _ in .max },
        negativeLimit("negative is nothing", "a negative limit found nothing") { _ in 0 },
        negativeLimit("sign ignored", "the sign of a limit was ignored") { Int(clamping: $0.magnitude) },
    ]

    private static let identity: [FaultyStore] = [
        identical("identity without yield type", "traces that differ in their yield type were taken for identical") {
            [$0.module, $0.qualname, $0.argTypes, $0.returnType]
        },
        identical("identity without return type", "traces that differ in their return type were taken for identical") {
            [$0.module, $0.qualname, $0.argTypes, $0.yieldType]
        },
        identical("identity without arguments", "traces that differ in their arguments were taken for identical") {
            [$0.module, $0.qualname, $0.returnType, $0.yieldType]
        },
        identical(
            "identity without argument names",
            "traces that differ in the names of arguments were taken for identical"
        ) {
            row in
            let types = (try? row.toTrace().argTypes.sortedByName.map(\.type)) ?? []
            return [row.module, row.qualname, "\(types)", row.returnType, row.yieldType]
        },
        identical("identity by sets of types", "traces whose arguments swap their types were taken for identical") {
            row in
            let types = (try? row.toTrace().argTypes.map { "\($0.type)" }.sorted()) ?? []
            let names = (try? row.toTrace().argTypes.map(\.name).sorted()) ?? []
            return [row.module, row.qualname, "\(names)\(types)", row.returnType, row.yieldType]
        },
        identical("identity without element types", "traces that differ in element types were taken for identical") {
            row in
            let arguments = (try? row.toTrace().argTypes.sortedByName.map { "\($0.name) \($0.type.qualname)" }) ?? []
            return [row.module, row.qualname, "\(arguments)", row.returnType, row.yieldType]
        },
        identical("identity merges None", "None returned was taken for nothing returned") { row in
            let returned = row.returnType?.contains("NoneType") == true ? nil : row.returnType
            return [row.module, row.qualname, row.argTypes, returned, row.yieldType]
        },
        identical("identity joins the types", "return and yield type were compared as a pair without order") { row in
            let pair = [row.returnType ?? "", row.yieldType ?? ""].sorted()
            return [row.module, row.qualname, row.argTypes, pair[0], pair[1]]
        },
        FaultyStore(
            "duplicates kept",
            "identical traces were each returned",
            breaks: [.add9, .add12, .filter5, .filter9],
            because: "each of them adds identical traces and counts them once"
        ) {
            $0.steps[.duplicates] = nil
        },
        FaultyStore(
            "duplicates collapse within a batch",
            "identical traces of several batches were each returned",
            breaks: [.add9, .add12, .filter5, .filter9],
            because: "each of them adds identical traces and counts them once"
        ) {
            $0.steps[.duplicates] = QueryStep { records, _ in
                var seen: Set<[AnyHashable]> = []
                return records.filter { seen.insert([$0.batch, $0.row]).inserted }
            }
        },
        FaultyStore("recency not refreshed", "a trace that was added again kept its old place", breaks: [.filter9]) {
            $0.steps.sequence = [.module, .prefix, .duplicates, .order, .limit]
        },
    ]

    private static let reading: [FaultyStore] = [
        FaultyStore("unknown module refused", "a module without traces made filter throw", breaks: [.filter10]) {
            $0.ask = lawfulUnless("there is no such module") { log, query in
                !log.records.isEmpty && !log.records.contains { $0.row.module.hasSameBytes(as: query.module) }
            }
        },
        FaultyStore(
            "unknown module is everything",
            "a module without traces found those of all",
            breaks: [.filter10, .filter13],
            because: "hostile text is the name of an unknown module too"
        ) {
            $0.steps[.module] = QueryStep { records, query in
                let found = QueryStep.ofModule.apply(records, query)
                return found.isEmpty ? records : found
            }
        },
        FaultyStore("reading refreshes", "traces that were read became the newest", breaks: [.filter11]) {
            $0.ask = { log, query in
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
            "thunks kept the position of a record and read it when they were decoded",
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
        FaultyStore("thunks need the store", "thunks could not be decoded once the store was gone", breaks: [.filter12])
        {
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

    /// A store that sorts what it has not limited yet; the records come oldest first.
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
            because: "each of them looks for the newest within a limit, or first"
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
            $0.ask = { _, query in
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
