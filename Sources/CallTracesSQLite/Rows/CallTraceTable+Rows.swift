import CallTraces
import GRDB

extension CallTraceTable {
    private static let select = "SELECT rowid, module, qualname, arg_types, return_type, yield_type FROM \(name)"

    /// Selects the rows of a module, newest first, in the order of the index and so without sorting.
    static let rowsOfModule = "\(select) WHERE module = ? ORDER BY rowid DESC"

    private static let rowsAfter = "\(select) WHERE rowid > ? ORDER BY rowid"

    /// Inserts a row; ``move`` has the same parameters and one more.
    static let insertion = """
        INSERT INTO \(name) (rowid, created_at, module, qualname, arg_types, return_type, yield_type)
        VALUES (?2, ?1, ?3, ?4, ?5, ?6, ?7)
        """

    /// Moves the row at a rowid, provided that its content matches.
    static let move = """
        UPDATE \(name) SET rowid = ?2, created_at = ?1
        WHERE rowid = ?8 AND module = ?3 AND qualname = ?4 AND arg_types = ?5
            AND return_type IS ?6 AND yield_type IS ?7
        """

    /// The highest rowid, after which rows are added, or 0.
    static func newestRowID(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(rowid) FROM \(name)")).map { max($0, 0) } ?? 0
    }

    /// The rows of a module, newest first.
    static func rows(of module: String, in db: Database) throws -> StoredRows {
        let statement = try db.cachedStatement(sql: rowsOfModule)
        statement.bindNothing()
        try statement.bind(module, at: 1)
        return try StoredRows(statement)
    }

    /// The rows after a rowid, oldest first.
    static func rows(after rowID: Int64, in db: Database) throws -> StoredRows {
        let statement = try db.cachedStatement(sql: rowsAfter)
        statement.bindNothing()
        try statement.bind(rowID, at: 1)
        return try StoredRows(statement)
    }

    /// The newest distinct rows of a module whose qualname has a prefix, newest first.
    ///
    /// Reading ends with the last row that is needed. The prefix is compared here, as SQL's `LIKE` and `GLOB` have
    /// wildcards, and a range of texts has no upper bound for a prefix that ends in the highest character.
    static func newestRows(
        of module: String,
        qualnamePrefix: String,
        limit: Int,
        in db: Database
    ) throws -> [CallTraceRow] {
        var found = DistinctRows()
        let stored = try rows(of: module, in: db)
        while found.rows.count < limit, let (_, row) = try stored.next() {
            if row.hasQualname(prefix: qualnamePrefix) { found.insert(row) }
        }
        return found.rows
    }
}
