import CallTraces

/// A lawful check of what is asked for, but for an error in some cases.
func lawfulUnless(
    _ fault: String,
    _ isFaulty: @escaping @Sendable (Shelf, Query) -> Bool
) -> @Sendable (Shelf, Query) throws -> Query {
    { shelf, query in
        let query = try query.checked()
        guard !isFaulty(shelf, query) else { throw Fault(fault) }
        return query
    }
}

/// A lawful check of what is asked for, and then a change of it.
func lawfulThen(_ change: @escaping @Sendable (inout Query) -> Void) -> @Sendable (Shelf, Query) throws -> Query {
    { _, query in
        var query = try query.checked()
        change(&query)
        return query
    }
}

extension Mechanism {
    /// The modules of the records on a shelf, by bytes.
    static func modules(of shelf: Shelf) -> [String] {
        Set(shelf.records.map { ExactString($0.row.module) }).map(\.string)
    }

    /// Finds the records of a module, and the modules, by an index.
    mutating func indexModules() {
        records = { shelf, query in shelf.records(ofModule: query.module) }
        list = { $0.modules }
    }

    /// Removes identical traces when they are added again.
    mutating func collapseInAdd() {
        store = { shelf, rows in
            let new = Set(rows)
            if !rows.isEmpty { shelf.append(rows) { new.contains($0.row) } }
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

    /// Changes the traces before they are serialised.
    mutating func changeTraces(_ change: @escaping @Sendable ([CallTrace]) throws -> [CallTrace]) {
        serialize = { traces in Array(serializeTraces(try change(traces))) }
    }
}
