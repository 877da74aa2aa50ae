import CallTraces

/// One step of a query: records in, records out.
struct QueryStep: Sendable {
    let apply: @Sendable ([Record], Query) -> [Record]

    init(_ apply: @escaping @Sendable ([Record], Query) -> [Record]) {
        self.apply = apply
    }

    /// Keeps the records of the module (FILTER-1).
    static let ofModule = ofModule { stored, queried in stored.hasSameBytes(as: queried) }

    /// Keeps the records whose qualname begins with the prefix (FILTER-2).
    static let withPrefix = withPrefix { qualname, prefix in qualname.hasBytePrefix(prefix) }

    /// Turns oldest first into newest first (FILTER-4).
    static let newestFirst = QueryStep { records, _ in records.reversed() }

    /// Keeps the first of identical records (FILTER-9).
    static let collapsed = collapsed { $0 }

    /// Keeps the first `limit` records (FILTER-5).
    static let limited = QueryStep { records, query in Array(records.prefix(query.limit)) }

    /// Keeps the records whose module matches in some way.
    static func ofModule(_ matches: @escaping @Sendable (_ stored: String, _ queried: String) -> Bool) -> QueryStep {
        QueryStep { records, query in records.filter { matches($0.row.module, query.module) } }
    }

    /// Keeps the records whose qualname matches in some way; without a prefix, keeps them all.
    static func withPrefix(_ matches: @escaping @Sendable (_ qualname: String, _ prefix: String) -> Bool) -> QueryStep {
        QueryStep { records, query in
            guard let prefix = query.qualnamePrefix, !prefix.isEmpty else { return records }
            return records.filter { matches($0.row.qualname, prefix) }
        }
    }

    /// Keeps the first of several records that are identical in some of their parts.
    static func collapsed<Identity: Hashable & SendableMetatype>(
        by identity: @escaping @Sendable (CallTraceRow) -> Identity
    ) -> QueryStep {
        QueryStep { records, _ in
            var seen: Set<Identity> = []
            return records.filter { seen.insert(identity($0.row)).inserted }
        }
    }
}
