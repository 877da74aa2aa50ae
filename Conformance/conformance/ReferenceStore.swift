import CallTraceContract
import CallTraces
import CallTracesSQLite
import GRDB

/// A store that the command can judge by name.
enum ReferenceStore: String {
    case inMemory = "in-memory"
    case sqlite

    /// The store, with what it declares.
    var subject: Subject {
        switch self {
        case .inMemory:
            // The password is there to be kept quiet (MAKE-8).
            Subject(InMemoryStore.self, options: [.ephemeral]) {
                "memory://john:open-sesame@\($0)"
            }
        case .sqlite:
            Subject(
                SQLiteStore.self,
                unopenable: { "file://john:open-sesame@example/\($0)" },
                damage: { _, record in try Self.damage(record) },
                connectionString: { $0.path }
            )
        }
    }

    private static func damage(_ record: StoredRecord) throws {
        let database = try DatabaseQueue(path: record.connectionString)
        try database.write { database in
            try database.execute(
                sql: "UPDATE monkeytype_call_traces SET arg_types = '{' WHERE module = ? AND qualname = ?",
                arguments: [record.module, record.qualname]
            )
        }
        try database.close()
    }
}
