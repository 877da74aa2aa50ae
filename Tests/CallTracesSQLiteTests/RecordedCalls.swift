import CallTraces
import Foundation
import GRDB

/// Calls of real libraries, recorded by MonkeyType; see Tests/Fixtures/recorded-calls.
struct RecordedCalls {
    /// The distinct rows, in the order of their first call.
    let rows: [CallTraceRow]
    /// The stream of calls, oldest first, as indices of their rows.
    let calls: [Int]

    private let times: [String]

    init() throws {
        let file = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent()
            .appendingPathComponent("../Fixtures/recorded-calls/recorded-calls.json")
        let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
        var types: [String] = []
        for type in fixture.types {
            types.append(Self.expand(type, types))
        }
        rows = fixture.traces.map { columns in
            CallTraceRow(
                module: columns[0] ?? "",
                qualname: columns[1] ?? "",
                argTypes: Self.expand(columns[2] ?? "", types),
                returnType: columns[3].map { Self.expand($0, types) },
                yieldType: columns[4].map { Self.expand($0, types) }
            )
        }
        calls = fixture.calls
        times = fixture.microseconds.map { microseconds in
            let digits = String(microseconds)
            return "\(fixture.second).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
        }
    }

    /// The distinct recorded traces, in the order of their latest calls.
    var tracesByRecency: [CallTraceRow] {
        var latest: [Int: Int] = [:]
        for (position, call) in calls.enumerated() { latest[call] = position }
        return latest.sorted { $0.value < $1.value }.map { rows[$0.key] }
    }

    /// Writes the database as MonkeyType left it: one row per call, no index, no write-ahead log.
    func write(to file: String) throws {
        try DatabaseQueue(path: file).write { db in
            try db.execute(sql: SQL.monkeyTypeTable)
            let insertion = try db.makeStatement(sql: "INSERT INTO \(SQL.table) VALUES (?, ?, ?, ?, ?, ?)")
            for (time, call) in zip(times, calls) {
                let row = rows[call]
                try insertion.execute(
                    arguments: [time, row.module, row.qualname, row.argTypes, row.returnType, row.yieldType]
                )
            }
        }
    }

    private struct Fixture: Decodable {
        let types: [String]
        let traces: [[String?]]
        let calls: [Int]
        let second: String
        let microseconds: [Int]
    }

    /// Expands types that are abbreviated as `@index@`.
    private static func expand(_ text: String, _ types: [String]) -> String {
        text.split(separator: "@", omittingEmptySubsequences: false)
            .enumerated()
            .map { position, piece in
                position.isMultiple(of: 2) ? String(piece) : Int(piece).map { types[$0] } ?? ""
            }
            .joined()
    }
}
