import CallTraces
import GRDB

extension CallTraceTable {
    private static let select = "SELECT rowid, module, qualname, arg_types, return_type, yield_type FROM \(name)"

    /// Selects the rows of a module, newest first, in the order of the index and so without sorting.
    static let rowsOfModule = "\(select) WHERE module = ? ORDER BY rowid DESC"

    private static let rowsFrom = "\(select) WHERE rowid >= ? ORDER BY rowid"

    /// The condition that a row has the content that ``insertion`` binds.
    private static let hasContent = """
        module = ?3 AND qualname = ?4 AND arg_types = ?5 AND return_type IS ?6 AND yield_type IS ?7
        """

    /// Inserts a row; ``move`` has the same parameters and one more.
    static let insertion = """
        INSERT INTO \(name) (rowid, created_at, module, qualname, arg_types, return_type, yield_type)
        VALUES (?2, ?1, ?3, ?4, ?5, ?6, ?7)
        """

    /// Moves the row at a rowid, provided that its content matches.
    static let move = "UPDATE \(name) SET rowid = ?2, created_at = ?1 WHERE rowid = ?8 AND \(hasContent)"

    /// Moves the newest row whose content matches.
    static let moveNewest = """
        UPDATE \(name) SET rowid = ?2, created_at = ?1
        WHERE rowid = (SELECT max(rowid) FROM \(name) WHERE \(hasContent))
        """

    /// Removes the row at a rowid, provided that the one at a higher rowid, or any newer one, has the same content.
    static let removal = {
        let columns = ["qualname", "arg_types", "return_type", "yield_type"]
        let isSame = (["newer.module = older.module"] + columns.map { "newer.\($0) IS older.\($0)" })
            .joined(separator: " AND ")
        let newer = "SELECT 1 FROM \(name) AS newer WHERE"
        return """
            DELETE FROM \(name) AS older WHERE rowid = ?1 AND (
                EXISTS (\(newer) newer.rowid = ?2 AND newer.rowid > ?1 AND \(isSame))
                OR EXISTS (\(newer) newer.rowid > ?1 AND \(isSame))
            )
            """
    }()

    /// The highest rowid, after which rows are added, or 0.
    static func newestRowID(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(rowid) FROM \(name)")).map { max($0, 0) } ?? 0
    }

    /// The rows from a rowid on, oldest first.
    static func rows(from rowID: Int64, in db: Database) throws -> StoredRows {
        try StoredRows(db.cachedStatement(sql: rowsFrom)) { try $0.bind(rowID, at: 1) }
    }

    /// The rows of a module, newest first.
    private static func rows(of module: String, in db: Database) throws -> StoredRows {
        // Invalid UTF-8 is read as the replacement character, so several names in the file may be read as this one.
        guard module.unicodeScalars.contains("\u{FFFD}") else {
            return try StoredRows(db.cachedStatement(sql: rowsOfModule)) { try $0.bind(copying: module.utf8, at: 1) }
        }
        let names = try modules(in: db).filter { String(decoding: $0, as: UTF8.self).hasSameBytes(as: module) }
        let parameters = names.map { _ in "?" }.joined(separator: ", ")
        let sql = "\(select) WHERE module IN (\(parameters)) ORDER BY rowid DESC"
        return try StoredRows(db.makeStatement(sql: sql)) { statement in
            for (position, name) in names.enumerated() { try statement.bind(copying: name, at: CInt(position + 1)) }
        }
    }

    /// The newest distinct rows of a module whose qualname has a prefix, newest first.
    ///
    /// Reading ends with the last row that is needed. The prefix is compared here, as SQL's `LIKE` and `GLOB` have
    /// wildcards, and a range of texts has no upper bound for a prefix that ends in the highest character.
    static func newestRows(
        of module: String,
        qualnamePrefix: String,
        limit: Int,
        _ hasher: RowHasher,
        in db: Database
    ) throws -> [CallTraceRow] {
        var found = DistinctRows(hasher)
        // Rows without a module are no traces, and not listed either.
        guard !module.utf8.isEmpty else { return [] }
        // Invalid UTF-8 is read as the replacement character, which a prefix may contain.
        let mayBeRepaired = qualnamePrefix.unicodeScalars.contains("\u{FFFD}")
        let stored = try rows(of: module, in: db)
        while found.rows.count < limit, let (_, row) = try stored.next() {
            let isFound =
                qualnamePrefix.withBytes(row.qualname.hasBytePrefix)
                || mayBeRepaired && String(decoding: row.qualname, as: UTF8.self).hasBytePrefix(qualnamePrefix)
            if isFound { found.insert(CallTraceRow(repairing: row)) }
        }
        return found.rows
    }
}
