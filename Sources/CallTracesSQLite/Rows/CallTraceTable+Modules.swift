import CallTraces
import GRDB

extension CallTraceTable {
    /// Selects the modules by skipping through the index; the cost grows with the modules, not with the rows.
    ///
    /// The bounds exclude NULL, the empty text, and values of other types.
    static let modulesByIndex = """
        WITH RECURSIVE modules (module) AS (
            SELECT min(module) FROM \(name) INDEXED BY \(moduleIndex) WHERE module > '' AND module < x''
            UNION ALL
            SELECT (
                SELECT min(module) FROM \(name) INDEXED BY \(moduleIndex)
                WHERE module > modules.module AND module < x''
            )
            FROM modules WHERE module IS NOT NULL
        )
        SELECT module FROM modules WHERE module IS NOT NULL
        """

    /// Selects the modules of a table that has no index.
    static let modulesByScan = "SELECT DISTINCT module FROM \(name) WHERE module > '' AND module < x''"

    /// The names of the modules, each once; different invalid UTF-8 may be read as one name.
    static func moduleNames(in db: Database) throws -> [String] {
        let names = try modules(in: db).map { String(decoding: $0, as: UTF8.self) }
        guard names.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) else { return names }
        return Set(names.map(ExactString.init)).map(\.string)
    }

    /// The bytes of the modules, each once.
    static func modules(in db: Database) throws -> [[UInt8]] {
        do {
            return try modules(modulesByIndex, in: db)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // There is no index, or there is none any more.
            return try modules(modulesByScan, in: db)
        }
    }

    private static func modules(_ sql: String, in db: Database) throws -> [[UInt8]] {
        let found = try StoredRows(db.cachedStatement(sql: sql))
        var modules: [[UInt8]] = []
        while let module = try found.nextText() { modules.append(module) }
        return modules
    }
}
