import GRDB
import Testing

@testable import CallTracesSQLite

/// Every row that was entered is known, however many there are, by the latest rowid for its hash.
struct KnownRowsTests {
    private let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
    }

    @Test(arguments: [1 << 19, 16, 1])
    func `a rowid is found by the hash of its row, and the latest counts`(capacity: Int) throws {
        try database.inDatabase { db in
            var known = KnownRows(capacity: capacity)
            #expect(try known.rowID(for: 5, in: db) == nil)
            for hash in 0..<100 { try known.insert(Int64(hash), for: hash * 1_000, in: db) }
            for hash in 0..<100 where hash.isMultiple(of: 3) {
                try known.insert(Int64(hash + 200), for: hash * 1_000, in: db)
            }
            for hash in 0..<100 {
                let expected = hash.isMultiple(of: 3) ? hash + 200 : hash
                #expect(try known.rowID(for: hash * 1_000, in: db) == Int64(expected))
            }
            #expect(try known.rowID(for: 100_000, in: db) == nil)
        }
    }

    @Test func `the hashes of most rows are in a temporary table, so memory is bounded`() throws {
        try database.inDatabase { db in
            var known = KnownRows(capacity: 16)
            for hash in 0..<100 { try known.insert(1, for: hash, in: db) }
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM temp.known_rows") == 96)
        }
    }

    @Test func `a new start knows nothing of what was entered before`() throws {
        try database.inDatabase { db in
            var known = KnownRows(capacity: 4)
            for hash in 0..<10 { try known.insert(1, for: hash, in: db) }
            known = KnownRows(capacity: 4)
            for hash in 20..<30 { try known.insert(2, for: hash, in: db) }
            for hash in 0..<10 { #expect(try known.rowID(for: hash, in: db) == nil) }
        }
    }

    @Test func `a rowid below zero is a hint that finds nothing`() throws {
        try database.inDatabase { db in
            var known = KnownRows()
            try known.insert(.min, for: 5, in: db)
            #expect(try known.rowID(for: 5, in: db) == 0)
        }
    }
}
