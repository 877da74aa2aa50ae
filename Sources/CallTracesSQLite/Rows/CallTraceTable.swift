import GRDB
import GRDBSQLite

/// MonkeyType's table and its index.
enum CallTraceTable {
    static let name = "monkeytype_call_traces"

    /// The index that MonkeyType's main branch creates; like any index of SQLite, it ends in the rowid.
    static let moduleIndex = "monkeytype_call_traces_module"

    private static let columns = ["created_at", "module", "qualname", "arg_types", "return_type", "yield_type"]

    /// Creates the table and the index if they are missing.
    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS \(name) (\(columns.map { "\($0) TEXT" }.joined(separator: ", ")));
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

    /// Whether nothing else has the name of the index.
    static func canHaveModuleIndex(in db: Database) throws -> Bool {
        let type = try type(of: moduleIndex, in: db)
        return type == nil || type == "index"
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
        return type == "table" && found == columns.map { "\($0) TEXT" }
            && columns.allSatisfy { comparesBytes($0, in: db) }
    }

    /// Whether the texts of a column are compared by bytes, rather than without case or trailing spaces.
    private static func comparesBytes(_ column: String, in db: Database) -> Bool {
        var collation: UnsafePointer<CChar>?
        let code = sqlite3_table_column_metadata(db.sqliteConnection, nil, name, column, nil, &collation, nil, nil, nil)
        return code == SQLITE_OK && collation.map { String(cString: $0) } == "BINARY"
    }

    private static func type(of name: String, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT type FROM sqlite_master WHERE lower(name) = ? AND type <> 'trigger'",
            arguments: [name]
        )
    }
}
