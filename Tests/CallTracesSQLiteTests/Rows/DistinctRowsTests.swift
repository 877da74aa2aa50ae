import CallTraces
import GRDB
import Testing

@testable import CallTracesSQLite

/// Rows are distinct by their bytes, whatever their hashes.
struct DistinctRowsTests {
    /// What a query for all rows finds.
    private func distinct(_ traces: [CallTrace], _ hasher: RowHasher) throws -> [CallTraceRow] {
        try DatabaseQueue().write { db in
            try CallTraceTable.create(in: db)
            for row in try traces.map({ try CallTraceRow($0) }) {
                try db.execute(
                    sql: "INSERT INTO \(CallTraceTable.name) VALUES ('', ?, ?, ?, ?, ?)",
                    arguments: [row.module, row.qualname, row.argTypes, row.returnType, row.yieldType]
                )
            }
            var found = DistinctRows(hasher)
            let rows = try CallTraceTable.rows(from: .min, in: db)
            while let (_, row) = try rows.next() { found.insert(row) }
            return found.rows
        }
    }

    @Test(arguments: [RowHasher(bits: 0), RowHasher(bits: 1), RowHasher()])
    func `identical rows are kept once, and rows that differ in one part are all kept`(hasher: RowHasher) throws {
        let traces = CallTrace.differingInOnePart
        let expected = try traces.map { try CallTraceRow($0) }
        #expect(try distinct(traces + traces.reversed() + traces, hasher) == expected)
    }

    @Test func `moving a byte from one part to the next changes the hash`() throws {
        func hash(_ module: String, _ qualname: String) throws -> Int {
            let batch = try EncodedBatch([CallTrace(module: module, qualname: qualname)], RowHasher())
            return batch.rows[0].hash
        }
        #expect(try hash("mf", "g") != hash("m", "fg"))
        #expect(try hash("m", "f") == hash("m", "f"))
    }
}
