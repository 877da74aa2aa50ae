import CallTraces

/// Checks a query as a lawful store does, but throws in some cases.
func lawfulUnless(
    _ fault: String,
    _ isFaulty: @escaping @Sendable (RecordLog, Query) -> Bool
) -> @Sendable (RecordLog, Query) throws -> Query {
    { log, query in
        let query = try query.checked()
        guard !isFaulty(log, query) else { throw Fault(fault) }
        return query
    }
}

/// Checks a query as a lawful store does, and then changes it.
func lawfulThen(_ change: @escaping @Sendable (inout Query) -> Void) -> @Sendable (RecordLog, Query) throws -> Query {
    { _, query in
        var query = try query.checked()
        change(&query)
        return query
    }
}

extension Components {
    /// The modules of the records in a log, by bytes.
    static func modules(of log: RecordLog) -> [String] {
        Set(log.records.map { ExactString($0.row.module) }).map(\.string)
    }

    /// Finds the records of a module, and the list of modules, by an index.
    mutating func indexModules() {
        records = { log, query in log.records(ofModule: query.module) }
        list = { $0.modules }
    }

    /// Removes stored traces when identical ones are added.
    mutating func collapseInAdd() {
        store = { log, rows in
            let new = Set(rows)
            if !rows.isEmpty { log.append(rows) { new.contains($0.row) } }
        }
    }

    /// Changes the traces that thunks decode to.
    mutating func decode(_ change: @escaping @Sendable (inout CallTrace) -> Void) {
        thunks = { _, records in
            records.map { record in
                PlainThunk {
                    var trace = try record.row.toTrace()
                    change(&trace)
                    return trace
                }
            }
        }
    }

    /// Changes the traces before they are serialized.
    mutating func changeTraces(_ change: @escaping @Sendable ([CallTrace]) throws -> [CallTrace]) {
        serialize = { traces in Array(serializeTraces(try change(traces))) }
    }
}
