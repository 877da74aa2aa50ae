import CallTraceContract
import CallTraces
import CallTracesSQLite
import Foundation
import GRDB
import Testing
import TestSupport

/// Whatever the file has in place of a trace, its thunk decodes or throws, and every other trace is found.
struct SQLiteStoreDamagedRowsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Inserts rows behind the store's back.
    private func plant(_ rows: [[DatabaseValue]]) throws {
        try DatabaseQueue(path: folder.file()).write { db in
            let insertion = try db.makeStatement(sql: "INSERT INTO \(SQL.table) VALUES ('', ?, ?, ?, ?, ?)")
            for row in rows { try insertion.execute(arguments: StatementArguments(row)) }
        }
    }

    @Test func `a thunk decodes exactly the rows that MonkeyType decodes`() async throws {
        let vectors = try EncodingVectors.load().rows
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        // The vectors share a qualname. Numbers tell them apart; they do not affect MonkeyType's verdict.
        try plant(
            vectors.enumerated().map { number, vector in
                var columns = vector.columns
                columns[1] = "\(number)"
                return columns.map(\.databaseValue)
            }
        )
        let thunks = try await store.filter(module: "shop.models")
        try #require(thunks.map(\.qualname) == vectors.indices.reversed().map { "\($0)" })
        for (thunk, vector) in zip(thunks.reversed(), vectors) {
            if vector.decodes {
                #expect(throws: Never.self, "\(vector)") { try thunk.toTrace() }
            } else {
                let error = #expect(throws: CallTraceError.self, "\(vector)") { try thunk.toTrace() }
                #expect(error?.code == .cannotDecode)
            }
        }
    }

    @Test func `a randomly damaged row decodes to a trace that round-trips, or its thunk throws`() async throws {
        let chunk = 5_000
        let sound = try EncodingVectors.load().types.map { Array($0.encoded.utf8) }
        let store = try await SQLiteStore.makeStore(connectionString: folder.file())
        var generator = SeededGenerator(seed: 0)
        var decoded = 0
        let count = try Strength().damagedRows
        for start in stride(from: 0, to: count, by: chunk) {
            try plant(
                (start..<(start + chunk)).map { number in
                    ["m".databaseValue, "\(number)".databaseValue]
                        + Self.damagedColumns(of: sound, using: &generator)
                }
            )
            let thunks = try await store.filter(module: "m", limit: .max)
            try #require(thunks.map(\.qualname) == (start..<(start + chunk)).reversed().map { "\($0)" })
            for thunk in thunks where try Self.decodesSoundly(thunk) { decoded += 1 }
            try SQL.run("DELETE FROM \(SQL.table)", in: folder.file())
        }
        #expect(decoded > 0 && decoded < count)
    }

    /// Argument types, return type, and yield type, some of them damaged, some not text.
    private static func damagedColumns(
        of sound: [[UInt8]],
        using generator: inout SeededGenerator
    ) -> [DatabaseValue] {
        (0..<3).map { column in
            var bytes = sound.randomElement(using: &generator) ?? []
            if column == 0 { bytes = Array(#"{"a": "#.utf8) + bytes + Array("}".utf8) }
            let kind = Int.random(in: 0..<12, using: &generator)
            if kind > 2 { bytes.damage(using: &generator) }
            return switch kind {
            case 10: Data(bytes).databaseValue
            case 11: [.null, 17.databaseValue, 0.5.databaseValue, "".databaseValue][Int(bytes.count % 4)]
            default: String(decoding: bytes, as: UTF8.self).databaseValue
            }
        }
    }

    private static func decodesSoundly(_ thunk: CallTraceRow) throws -> Bool {
        let trace: CallTrace
        do {
            trace = try thunk.toTrace()
        } catch let error as CallTraceError {
            #expect(error.code == .cannotDecode)
            #expect(error.module == "m" && error.qualname == thunk.qualname)
            return false
        }
        do {
            #expect(try CallTraceRow(trace).toTrace() == trace)
        } catch let error as CallTraceError {
            #expect(error.code == .cannotSerialize)
        }
        return true
    }
}
