import CallTraces
import Foundation
import Testing

@testable import CallTracesSQLite

/// A way to make the store fail, with a secret in place of the stored JSON or a password.
///
/// The name of an argument is not secret, as an error uses it to say which part does not decode (THUNK-4).
enum FailureScenario: CaseIterable {
    case refusedRow, highestRowID, lockedFile, missingTable, readOnlyFile
    case damagedPages, noDatabase, cutFile, foreignTable, foreignView
    case missingFolder, folder, uriOfAnotherStore, unknownParameter, zeroByte
    case negativeLimit, cancellation
    case damagedRecords

    static let secret = "s3cret"
    private static let json = #"{"value": {"module": "s3cret", "qualname": "s3cret"}}"#

    /// A trace whose JSON contains the secret.
    static func trace(_ qualname: String) -> CallTrace {
        CallTrace(
            module: "some.module",
            qualname: qualname,
            argTypes: ["value": TypeReference(module: secret, qualname: secret)],
            returnType: TypeReference(module: secret, qualname: secret)
        )
    }

    /// Makes the store fail, and returns all errors that it throws.
    func errors() async throws -> [any Error] {
        let folder = try TemporaryFolder()
        let file = folder.file()
        switch self {
        case .refusedRow:
            let store = try await Self.store(in: file)
            try SQL.run(
                "CREATE TRIGGER refusal BEFORE INSERT ON \(SQL.table) BEGIN SELECT raise(ABORT, 'refused'); END",
                in: file
            )
            return await Self.errors { try await store.add([Self.trace("g")]) }
        case .highestRowID:
            let store = try await Self.store(in: file)
            try SQL.run("UPDATE \(SQL.table) SET rowid = \(Int64.max)", in: file)
            return await Self.errors { try await store.add([Self.trace("g")]) }
        case .lockedFile:
            // Long enough for a busy machine to create the file meanwhile.
            let store = try await Self.store(in: file, patience: .milliseconds(500))
            return try await SQL.whileLocked(file) {
                await Self.errors { try await store.add([Self.trace("g")]) }
            }
        case .missingTable:
            let store = try await Self.store(in: file)
            try SQL.run("DROP TABLE \(SQL.table)", in: file)
            return await Self.errorsOfUse(store)
        case .readOnlyFile:
            _ = try await Self.store(in: file)
            let store = try await SQLiteStore.makeStore(connectionString: "file:\(file)?mode=ro")
            return await Self.errors { try await store.add([Self.trace("g")]) }
        case .damagedPages:
            return try await Self.errorsOfOpeningDamaged(file) { $0.resetBytes(in: 8_192..<$0.count) }
        case .cutFile:
            return try await Self.errorsOfOpeningDamaged(file) { $0.removeLast(8_192) }
        case .noDatabase:
            try Data(Self.json.utf8).write(to: URL(fileURLWithPath: file))
            return await Self.errorsOfOpening(file)
        case .foreignTable, .foreignView:
            let kind = self == .foreignTable ? "TABLE" : "VIEW"
            try SQL.run("CREATE \(kind) \(SQL.table) AS SELECT '\(Self.json)' AS s3cret", in: file)
            return await Self.errorsOfOpening(file)
        case .missingFolder:
            return await Self.errorsOfOpening("file:\(file)/john:s3cret@localhost/my_db")
        case .folder:
            return await Self.errorsOfOpening("file:\(folder.path)?password=s3cret")
        case .uriOfAnotherStore:
            return await Self.errorsOfOpening("mysql://john:s3cret@localhost/my_db")
        case .unknownParameter:
            return await Self.errorsOfOpening("file:\(file)?vfs=s3cret")
        case .zeroByte:
            return await Self.errorsOfOpening("postgres://john:s3cret@localhost/my\0db")
        case .negativeLimit:
            let store = try await Self.store(in: file)
            return await Self.errors { _ = try await store.filter(module: "some.module", limit: -1) }
        case .cancellation:
            let store = try await Self.store(in: file)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await store.add([Self.trace("g")])
            }
            return await Self.errors { try await task.value }
        case .damagedRecords:
            let store = try await Self.store(in: file)
            return try await Self.errorsOfDecoding(store, in: file)
        }
    }

    /// A store whose traces fill several pages if its file is to be damaged.
    private static func store(
        in file: String,
        patience: Duration = SQLiteAccess.patience
    ) async throws -> SQLiteStore {
        let store = try await SQLiteStore.makeStore(connectionString: file, patience: patience)
        try await store.add((0..<500).map { trace("f\($0)") }.suffix(file.hasSuffix("damaged") ? 500 : 1))
        return store
    }

    private static func errors(_ operation: () async throws -> Void) async -> [any Error] {
        do {
            try await operation()
            return []
        } catch {
            return [error]
        }
    }

    private static func errorsOfUse(_ store: SQLiteStore) async -> [any Error] {
        await errors { try await store.add([trace("g")]) }
            + errors { _ = try await store.filter(module: "some.module", limit: .max) }
            + errors { _ = try await store.listModules() }
    }

    private static func errorsOfOpening(_ connectionString: String) async -> [any Error] {
        await errors { _ = try await SQLiteStore.makeStore(connectionString: connectionString) }
    }

    private static func errorsOfOpeningDamaged(
        _ file: String,
        _ damage: (inout Data) -> Void
    ) async throws -> [any Error] {
        let file = "\(file).damaged"
        try await store(in: file).close()
        var content = try Data(contentsOf: URL(fileURLWithPath: file))
        damage(&content)
        try content.write(to: URL(fileURLWithPath: file))
        do {
            return await errorsOfUse(try await SQLiteStore.makeStore(connectionString: file))
        } catch {
            return [error]
        }
    }

    private static func errorsOfDecoding(_ store: SQLiteStore, in file: String) async throws -> [any Error] {
        let type = #"{"module": "s3cret", "qualname": "s3cret"}"#
        let damaged = [
            "s3cret", "{s3cret}", "\"s3cret\"", "[\"s3cret\"]", "{\"value\" \"s3cret\"}", "{\"value\": s3cret}",
            "{\"value\": {\"module\": \"s3cret\"}}", "{\"value\": {\"qualname\": \"s3cret\"}}",
            "{\"value\": {\"module\": \"s3cret\", \"qualname\": \"s3cret", "{\"value\": \(type)} s3cret",
            "{\"value\": {\"module\": \"s3cret\\x\", \"qualname\": \"s3cret\"}}",
            "{\"value\": {\"module\": \"s3cret\n\", \"qualname\": \"s3cret\"}}",
            "{\"value\": {\"elem_types\": \"s3cret\", \"module\": \"s3cret\", \"qualname\": \"s3cret\"}}",
            "{\"value\": {\"elem_types\": [\"s3cret\"], \"module\": \"s3cret\", \"qualname\": \"s3cret\"}}",
            "{\"value\": {\"elem_types\": {\"s3cret\": 1}, \"is_typed_dict\": true, "
                + "\"module\": \"s3cret\", \"qualname\": \"s3cret\"}}",
        ]
        try SQL.run("DELETE FROM \(SQL.table)", in: file)
        for (number, text) in damaged.enumerated() {
            for columns in ["'\(text)', NULL, NULL", "'{}', '\(text)', NULL", "'{}', NULL, '\(text)'"] {
                try SQL.run(
                    "INSERT INTO \(SQL.table) VALUES ('', 'some.module', 'f\(number)', \(columns))",
                    in: file
                )
            }
        }
        let thunks = try await store.filter(module: "some.module", limit: .max)
        #expect(thunks.count == damaged.count * 3)
        return thunks.compactMap { thunk in
            do {
                _ = try thunk.toTrace()
                return nil
            } catch {
                #expect("\(error)".contains("some.module") && "\(error)".contains(thunk.qualname))
                return error
            }
        }
    }
}
