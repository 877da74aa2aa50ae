extension CallTraceTable {
    /// The modules, from one to the next along the index: its cost grows with the modules, not with the rows.
    ///
    /// The bounds leave out NULL, the empty text and everything that is no text.
    static let modulesByIndex = """
        WITH RECURSIVE modules (module) AS (
            SELECT min(module) FROM \(name) WHERE module > '' AND module < x''
            UNION ALL
            SELECT (SELECT min(module) FROM \(name) WHERE module > modules.module AND module < x'')
            FROM modules WHERE module IS NOT NULL
        )
        SELECT module FROM modules WHERE module IS NOT NULL
        """

    /// The modules of a read-only file without the index.
    static let modulesByScan = "SELECT DISTINCT module FROM \(name) WHERE module > '' AND module < x''"
}
