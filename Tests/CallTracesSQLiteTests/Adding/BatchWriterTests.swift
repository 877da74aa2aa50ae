import CallTraces
import GRDB
import Synchronization
import Testing

@testable import CallTracesSQLite

/// A row in the cache is moved; a row that was evicted is stored a second time at worst.
struct BatchWriterTests {
    private let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try database.write { try CallTraceTable.create(in: $0) }
    }

    private func add(_ traces: [CallTrace], with writer: inout BatchWriter) throws {
        let batch = EncodedBatch(traces)
        try database.write { db in
            try writer.load(batch.modules, from: db)
            try writer.write(batch, in: db)
        }
    }

    private func add(_ qualnames: [String], module: String = "m", with writer: inout BatchWriter) throws {
        try add(qualnames.map { CallTrace(module: module, qualname: $0) }, with: &writer)
    }

    private func storedQualnames() throws -> [String] {
        try database.read { try String.fetchAll($0, sql: "SELECT qualname FROM \(CallTraceTable.name) ORDER BY rowid") }
    }

    @Test func `a full database takes nothing, and takes rows again once there is room`() throws {
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 20") }
        var writer = BatchWriter()
        let error = #expect(throws: DatabaseError.self) {
            try add((0..<300).map { "\($0)" + String(repeating: "x", count: 400) }, with: &writer)
        }
        #expect(error?.resultCode == .SQLITE_FULL)
        #expect(error?.message == "database or disk is full")
        #expect(try storedQualnames() == [])
        writer = BatchWriter()
        try add(["f", "g"], with: &writer)
        #expect(try storedQualnames() == ["f", "g"])
    }

    @Test func `the rows of a module are loaded before the first batch is written to it`() throws {
        var first = BatchWriter()
        try add(["f", "g", "h"], with: &first)
        var second = BatchWriter()
        try add(["g"], with: &second)
        #expect(try storedQualnames() == ["f", "h", "g"])
    }

    @Test func `the rows of another module are loaded once a batch names it`() throws {
        var first = BatchWriter()
        try add(["f", "g"], module: "n", with: &first)
        var second = BatchWriter()
        try add(["h"], with: &second)
        try add(["f"], module: "n", with: &second)
        #expect(try storedQualnames() == ["g", "h", "f"])
    }

    @Test func `rows that another connection has added since are moved`() throws {
        var first = BatchWriter()
        var second = BatchWriter()
        try add(["f"], with: &first)
        try add(["g", "h"], with: &second)
        try add(["g"], with: &first)
        try add(["h", "g"], with: &second)
        #expect(try storedQualnames() == ["f", "h", "g"])
    }

    @Test func `the newest of identical rows is moved`() throws {
        try database.write { db in
            for qualname in ["f", "g", "f", "h"] {
                try db.execute(
                    sql: "INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', ?, '{}', NULL, NULL)",
                    arguments: [qualname]
                )
            }
        }
        var writer = BatchWriter()
        try add(["f"], with: &writer)
        #expect(try storedQualnames() == ["f", "g", "h", "f"])
    }

    @Test func `a row whose entry is wrong is inserted`() throws {
        let batch = EncodedBatch([CallTrace(module: "m", qualname: "f")])
        var cache = RowIDCache()
        cache.insert(1, for: batch.rows[0].hash)
        cache.insert(module: ExactString("m"))
        try database.write { db in
            try db.execute(sql: "INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', 'g', '{}', NULL, NULL)")
        }
        var writer = BatchWriter(cache: cache)
        try add(["f"], with: &writer)
        #expect(try storedQualnames() == ["g", "f"])
    }

    @Test func `rows that were evicted are stored again`() throws {
        var writer = BatchWriter(cache: RowIDCache(capacity: 16))
        for number in 0..<40 {
            try add(["f\(number)"], with: &writer)
        }
        try add(["f39", "f38", "f37", "f36"], with: &writer)
        #expect(try storedQualnames().count == 40)
        try add(["f0"], with: &writer)
        #expect(try storedQualnames().count == 41)
    }

    @Test func `modules in use are loaded once, however many rows they have`() throws {
        var first = BatchWriter()
        let modules = ["k", "l", "m", "n"]
        for module in modules {
            try add((0..<40).map { "f\($0)" }, module: module, with: &first)
        }
        let loads = Mutex(0)
        database.inDatabase { db in
            db.trace { event in
                if event.description.contains("WHERE module =") { loads.withLock { $0 += 1 } }
            }
        }
        var writer = BatchWriter(cache: RowIDCache(capacity: 32))
        for number in 0..<40 {
            try add(modules.map { CallTrace(module: $0, qualname: "g\(number)") }, with: &writer)
        }
        #expect(loads.withLock(\.self) == modules.count)
    }

    @Test func `a module that was evicted is loaded again`() throws {
        var writer = BatchWriter(cache: RowIDCache(capacity: 16))
        try add(["f", "g"], with: &writer)
        try add((0..<40).map { "f\($0)" }, module: "n", with: &writer)
        try add(["g", "f"], with: &writer)
        #expect(try storedQualnames().suffix(3) == ["f39", "g", "f"])
        #expect(try storedQualnames().count == 42)
    }
}
