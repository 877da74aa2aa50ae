extension CallTraceTable {
    /// Selects the modules by skipping through the index; the cost grows with the modules, not with the rows.
    ///
    /// The bounds exclude NULL, the empty text, and values of other types.
    static let modulesByIndex = """
        WITH RECURSIVE modules (module) AS (
            SELECT min(module) FROM \(name) WHERE module > '' AND module < x''
            UNION ALL
            SELECT (SELECT min(module) FROM \(name) WHERE module > modules.module AND module < x'')
            FROM modules WHERE module IS NOT NULL
        )
        SELECT module FROM modules WHERE module IS NOT NULL
        """

    /// Selects the modules of a read-only file that has no index.
    static let modulesByScan = "SELECT DISTINCT module FROM \(name) WHERE module > '' AND module < x''"
}
