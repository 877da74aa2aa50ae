import CallTraceConformance
import CallTracesSQLite
import GRDB
import Testing

/// The store judged by the whole contract, with all that a subject can declare.
@Suite struct SQLiteStoreConformance {
    @Test(.conformanceReport(), arguments: Contract.clauses)
    func upholds(_ clause: Clause) async throws {
        var subject = Subject(SQLiteStore.self) { $0.path }
        subject.unopenable = { "file://john:open-sesame@example/\($0)" }
        subject.damage = { _, record in
            let database = try DatabaseQueue(path: record.connectionString)
            try await database.write { database in
                try database.execute(
                    sql: "UPDATE monkeytype_call_traces SET arg_types = '{' WHERE module = ? AND qualname = ?",
                    arguments: [record.module, record.qualname]
                )
            }
            try database.close()
        }
        try await clause.verify(subject)
    }
}
