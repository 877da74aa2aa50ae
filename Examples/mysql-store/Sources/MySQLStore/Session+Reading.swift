import CallTraces

extension Session {
    /// The newest rows of a module, newest first; one statement, so one state of the database.
    func newestRows(of module: String, qualnamePrefix: String, limit: Int, in store: Int) throws -> [CallTraceRow] {
        // The name is compared, too, as a hash alone does not identify it.
        let moduleID = """
            (SELECT id FROM call_trace_modules WHERE store_id = ? AND hash = \(hash("?")) AND name = ?)
            """
        var condition = "module_id = \(moduleID)"
        var parameters: [Parameter] = [.integer(store), .text(module), .text(module)]
        let prefix = Array(qualnamePrefix.utf8)
        let start = prefix.prefix(255)
        // The last byte of UTF-8 is never 255, so it has a successor.
        if let last = start.last {
            condition += " AND qualname_start >= UNHEX(?) AND qualname_start < UNHEX(?)"
            parameters += [.text(hex(start)), .text(hex(start.dropLast() + [last + 1]))]
        }
        if prefix.count > start.count {
            condition += " AND LEFT(CAST(qualname AS BINARY), ?) = UNHEX(?)"
            parameters += [.integer(prefix.count), .text(hex(prefix))]
        }
        // The index alone says which rows are the newest. Only those are read, already in order: to sort long texts, the
        // server would write a file.
        let rows = try execute(
            """
            SELECT qualname, arg_types, return_type, yield_type
            FROM (
                SELECT id, sequence FROM call_traces FORCE INDEX (\(start.isEmpty ? "newest" : "newest_by_qualname"))
                WHERE \(condition) ORDER BY sequence DESC LIMIT ?
            ) AS newest STRAIGHT_JOIN call_traces ON call_traces.id = newest.id
            ORDER BY newest.sequence DESC
            """,
            parameters + [.integer(limit)]
        )
        return rows.map { row in
            CallTraceRow(
                module: module,
                qualname: row[0] ?? "",
                argTypes: row[1] ?? "",
                returnType: row[2],
                yieldType: row[3]
            )
        }
    }

    /// The modules of a store.
    func modules(of store: Int) throws -> [String] {
        try execute("SELECT name FROM call_trace_modules WHERE store_id = ?", [.integer(store)]).compactMap { $0[0] }
    }

    private func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
