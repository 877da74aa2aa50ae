import GRDB
import Testing

@testable import CallTracesSQLite

/// Queries use the index, without sorting and without scanning the table.
struct CallTraceTableTests {
    private let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try database.write { try CallTraceTable.create(in: $0) }
    }

    private func plan(_ sql: String) throws -> [String] {
        try database.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
            statement.bindNothing()
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }

    @Test func `the rows of a module come newest first without sorting`() throws {
        #expect(
            try plan(CallTraceTable.rowsOfModule) == [
                "SEARCH monkeytype_call_traces USING INDEX monkeytype_call_traces_module (module=?)"
            ]
        )
    }

    @Test func `the modules are found without scanning the rows`() throws {
        let steps = try plan(CallTraceTable.modulesByIndex).filter { $0.contains("monkeytype_call_traces") }
        #expect(
            steps
                == Array(
                    repeating: """
                        SEARCH monkeytype_call_traces USING COVERING INDEX monkeytype_call_traces_module \
                        (module>? AND module<?)
                        """,
                    count: 2
                )
        )
    }

    @Test func `a row is moved without searching for it`() throws {
        #expect(
            try plan(CallTraceTable.removal).first
                == "SEARCH older USING INTEGER PRIMARY KEY (rowid=?)"
        )
        #expect(
            try plan(CallTraceTable.move) == [
                "SEARCH monkeytype_call_traces USING INTEGER PRIMARY KEY (rowid=?)"
            ]
        )
    }

    @Test func `both queries for the modules agree`() throws {
        try database.write { db in
            for module in ["NULL", "''", "x''", "x'6d'", "'m'", "'M'", "'m'", "CAST(x'6d00' AS TEXT)", "'caf\u{E9}'"] {
                try db.execute(sql: "INSERT INTO \(CallTraceTable.name) (module) VALUES (\(module))")
            }
        }
        let byIndex = try database.read(CallTraceTable.moduleNames)
        try database.write { try $0.execute(sql: "DROP INDEX \(CallTraceTable.moduleIndex)") }
        let lists = [Set(byIndex), Set(try database.read(CallTraceTable.moduleNames))]
        #expect(lists == Array(repeating: ["m", "M", "m\0", "caf\u{E9}"], count: 2))
    }

    @Test func `an empty table has no modules`() throws {
        let modules = try database.read(CallTraceTable.moduleNames)
        #expect(modules.isEmpty)
    }
}
