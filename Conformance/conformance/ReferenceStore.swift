import CallTraceContract
import CallTraces
import CallTracesSQLite
import GRDB

/// A reference store, by the name that the command knows it by.
enum ReferenceStore: String, CaseIterable {
    case inMemory = "in-memory"
    case sqlite

    /// The store, with what it declares.
    var subject: AnySubject {
        switch self {
        case .inMemory:
            // The password is there for the store to keep secret (MAKE-8).
            var subject = Subject(InMemoryStore.self) { "memory://john:open-sesame@\($0)" }
            subject.isEphemeral = true
            return AnySubject(subject)
        case .sqlite:
            var subject = Subject(SQLiteStore.self) { $0.path }
            subject.unopenable = { "file://john:open-sesame@example/\($0)" }
            subject.damage = { _, record in try Self.damage(record) }
            return AnySubject(subject)
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
