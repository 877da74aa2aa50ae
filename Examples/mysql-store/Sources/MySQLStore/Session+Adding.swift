import CallTraces

extension Session {
    /// Adds different rows, oldest first, within a transaction.
    ///
    /// The first statement locks the store's counter until the transaction ends. So rows are visible in the order of their
    /// sequence, and no other transaction adds the same module. On a cluster, where nodes do not see each other's locks, of
    /// two transactions that have changed the counter only one commits.
    func add(_ rows: [CallTraceRow], to store: Int) throws {
        let count = rows.count
        try execute(
            "UPDATE call_trace_stores SET last_sequence = last_sequence + ? WHERE id = ?",
            [.integer(count), .integer(store)]
        )
        let counter = try execute("SELECT last_sequence FROM call_trace_stores WHERE id = ?", [.integer(store)])
        guard let last = counter.first?[0].flatMap({ Int($0) }) else {
            throw CallTraceError(.cannotAdd, "the store was removed from the database; open it again")
        }
        let modules = try moduleIDs(for: Array(Set(rows.map { ExactString($0.module) })), in: store)
        let range = last - count + 1...last
        var new = zip(range, rows).map { NewRow(sequence: $0, row: $1) }
        var hashTwin = 0
        while !new.isEmpty {
            try insert(new, modules: modules, hashTwin: hashTwin, in: store)
            new = try rowsWithoutPlace(among: new, of: range, in: store)
            hashTwin += 1
        }
    }

    private struct NewRow {
        let sequence: Int
        let row: CallTraceRow
    }

    /// Finds the ids of modules, and adds those that are missing.
    private func moduleIDs(for names: [ExactString], in store: Int) throws -> [ExactString: Int] {
        var ids = try knownModules(among: names, in: store)
        let new = names.filter { ids[$0] == nil }
        for chunk in chunks(of: new, byteCount: \.string.utf8.count) {
            let values = repeatElement("(?, ?)", count: chunk.count).joined(separator: ", ")
            try execute(
                "INSERT INTO call_trace_modules (store_id, name) VALUES \(values)",
                chunk.flatMap { [.integer(store), .text($0.string)] }
            )
        }
        try ids.merge(knownModules(among: new, in: store)) { $1 }
        return ids
    }

    private func knownModules(among names: [ExactString], in store: Int) throws -> [ExactString: Int] {
        var ids: [ExactString: Int] = [:]
        for chunk in chunks(of: names, byteCount: \.string.utf8.count) {
            let hashes = repeatElement(hash("?"), count: chunk.count).joined(separator: ", ")
            let found = try execute(
                "SELECT name, id FROM call_trace_modules WHERE store_id = ? AND hash IN (\(hashes))",
                [.integer(store)] + chunk.map { .text($0.string) }
            )
            for module in found { ids[ExactString(module[0] ?? "")] = module[1].flatMap { Int($0) } }
        }
        return ids
    }

    /// Parts of a few sizes, so that there are few statements to prepare, and none is too large for the server.
    private func chunks<Element>(of elements: [Element], byteCount: (Element) -> Int) -> [ArraySlice<Element>] {
        var chunks: [ArraySlice<Element>] = []
        var rest = elements[...]
        while !rest.isEmpty {
            let size = [256, 32, 4].first { size in
                size <= rest.count && rest.prefix(size).reduce(0) { $0 + byteCount($1) } <= 1 << 20
            }
            chunks.append(rest.prefix(size ?? 1))
            rest = rest.dropFirst(size ?? 1)
        }
        return chunks
    }

    /// Inserts rows; one that is there already becomes the newest instead.
    ///
    /// The index on hash and twin finds the row that is there. A different row with the same hash is left as it is.
    private func insert(_ new: [NewRow], modules: [ExactString: Int], hashTwin: Int, in store: Int) throws {
        for chunk in chunks(of: new, byteCount: \.row.byteCount) {
            let placeholders = repeatElement("(?, ?, ?, ?, ?, ?, ?, ?)", count: chunk.count).joined(separator: ", ")
            try execute(
                """
                INSERT INTO call_traces
                (store_id, module_id, sequence, hash_twin, qualname, arg_types, return_type, yield_type)
                VALUES \(placeholders)
                ON DUPLICATE KEY UPDATE sequence = IF(
                    module_id = VALUES(module_id) AND qualname = VALUES(qualname) AND arg_types = VALUES(arg_types)
                    AND return_type <=> VALUES(return_type) AND yield_type <=> VALUES(yield_type),
                    VALUES(sequence), sequence
                )
                """,
                chunk.flatMap { new -> [Parameter] in
                    let (row, sequence) = (new.row, Parameter.integer(new.sequence))
                    let module = modules[ExactString(row.module)].map(Parameter.integer) ?? .null
                    return [
                        .integer(store), module, sequence, .integer(hashTwin), .text(row.qualname), .text(row.argTypes),
                        Parameter(row.returnType), Parameter(row.yieldType),
                    ]
                }
            )
        }
    }

    /// The rows that have no place yet, because different rows have their hash.
    ///
    /// - Parameters:
    ///   - new: The rows that were inserted last.
    ///   - range: The sequence of all rows of this transaction.
    ///   - store: The store.
    /// - Returns: Those of `new` that are not in the table.
    /// - Throws: ``ServerError``.
    private func rowsWithoutPlace(
        among new: [NewRow],
        of range: ClosedRange<Int>,
        in store: Int
    ) throws -> [NewRow] {
        let parameters: [Parameter] = [.integer(store), .integer(range.lowerBound)]
        let rows = "FROM call_traces WHERE store_id = ? AND sequence >= ?"
        let count = try execute("SELECT COUNT(*) \(rows)", parameters).first?[0].flatMap { Int($0) }
        // Nearly always, all have their place.
        guard count != range.count else { return [] }
        let placed = Set(try execute("SELECT sequence \(rows)", parameters).compactMap { $0[0].flatMap { Int($0) } })
        return new.filter { !placed.contains($0.sequence) }
    }
}

extension CallTraceRow {
    fileprivate var byteCount: Int {
        [qualname, argTypes, returnType ?? "", yieldType ?? ""].map(\.utf8.count).reduce(0, +)
    }
}
