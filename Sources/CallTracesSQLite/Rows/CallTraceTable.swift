import GRDB

/// MonkeyType's table and its index.
enum CallTraceTable {
    static let name = "monkeytype_call_traces"

    /// The index that MonkeyType's main branch creates; like any index of SQLite, it ends in the rowid.
    static let moduleIndex = "monkeytype_call_traces_module"

    private static let columns = ["created_at", "module", "qualname", "arg_types", "return_type", "yield_type"]
        .map { "\($0) TEXT" }

    /// Creates the table and the index if they are missing.
    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS \(name) (\(columns.joined(separator: ", ")));
                CREATE INDEX IF NOT EXISTS \(moduleIndex) ON \(name) (module);
                """
        )
    }

    /// Whether there is a table or view of that name.
    static func exists(in db: Database) throws -> Bool {
        try type(of: name, in: db) != nil
    }

    /// Whether the index exists.
    static func hasModuleIndex(in db: Database) throws -> Bool {
        try type(of: moduleIndex, in: db) == "index"
    }

    /// Whether nothing but MonkeyType's table has its name; MonkeyType fills the columns by position.
    static func isSound(in db: Database) throws -> Bool {
        guard let type = try type(of: name, in: db) else { return true }
        // Generated and hidden columns are not listed, and an INSERT does not count them either.
        let found = try String.fetchAll(
            db,
            sql: """
                SELECT lower(name) || ' ' || upper(type) || iif("notnull" OR pk, ' constrained', '')
                FROM pragma_table_info('\(name)')
                """
        )
        return type == "table" && found == columns
    }

    private static func type(of name: String, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT type FROM sqlite_master WHERE lower(name) = ? AND type <> 'trigger'",
            arguments: [name]
        )
    }
}
