import CallTraces
import GRDB
import Synchronization
import Testing

@testable import CallTracesSQLite

/// Rows that are known are moved; what is forgotten is stored twice at worst.
struct KnownRowsTests {
    private let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try database.write { try CallTraceTable.create(in: $0) }
    }

    private func trace(_ qualname: String, module: String) -> CallTrace {
        CallTrace(module: module, qualname: qualname)
    }

    private func add(_ qualnames: [String], module: String = "m", to known: inout KnownRows) throws {
        let batch = Batch(qualnames.map { trace($0, module: module) })
        try database.write { db in
            try known.load(batch.modules, from: db)
            try known.catchUp(batch.modules, from: db)
            try known.store(batch, in: db)
        }
    }

    private func storedQualnames() throws -> [String] {
        try database.read { try String.fetchAll($0, sql: "SELECT qualname FROM \(CallTraceTable.name) ORDER BY rowid") }
    }

    @Test func `a database that is full takes nothing, and takes rows again when there is room`() throws {
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 20") }
        var known = KnownRows()
        let error = #expect(throws: DatabaseError.self) {
            try add((0..<300).map { "\($0)" + String(repeating: "x", count: 400) }, to: &known)
        }
        #expect(error?.resultCode == .SQLITE_FULL)
        #expect(error?.message == "database or disk is full")
        #expect(try storedQualnames() == [])
        known = KnownRows()
        try add(["f", "g"], to: &known)
        #expect(try storedQualnames() == ["f", "g"])
    }

    @Test func `the rows of a module are known from its first addition on`() throws {
        var first = KnownRows()
        try add(["f", "g", "h"], to: &first)
        var second = KnownRows()
        try add(["g"], to: &second)
        #expect(try storedQualnames() == ["f", "h", "g"])
    }

    @Test func `the rows of another module are known once it is added to`() throws {
        var first = KnownRows()
        try add(["f", "g"], module: "n", to: &first)
        var second = KnownRows()
        try add(["h"], to: &second)
        try add(["f"], module: "n", to: &second)
        #expect(try storedQualnames() == ["g", "h", "f"])
    }

    @Test func `what another connection has added since is known`() throws {
        var first = KnownRows()
        var second = KnownRows()
        try add(["f"], to: &first)
        try add(["g", "h"], to: &second)
        try add(["g"], to: &first)
        try add(["h", "g"], to: &second)
        #expect(try storedQualnames() == ["f", "h", "g"])
    }

    @Test func `of identical rows the newest is moved`() throws {
        try database.write { db in
            for qualname in ["f", "g", "f", "h"] {
                try db.execute(
                    sql: "INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', ?, '{}', NULL, NULL)",
                    arguments: [qualname]
                )
            }
        }
        var known = KnownRows()
        try add(["f"], to: &known)
        #expect(try storedQualnames() == ["f", "g", "h", "f"])
    }

    @Test func `beyond the capacity the rows not used for longest are forgotten`() throws {
        var known = KnownRows(capacity: 16)
        for number in 0..<40 {
            try add(["f\(number)"], to: &known)
        }
        try add(["f39", "f38", "f37", "f36"], to: &known)
        #expect(try storedQualnames().count == 40)
        try add(["f0"], to: &known)
        #expect(try storedQualnames().count == 41)
    }

    @Test func `modules in use are not loaded again, however many rows they have`() throws {
        var first = KnownRows()
        let modules = ["k", "l", "m", "n"]
        for module in modules {
            try add((0..<40).map { "f\($0)" }, module: module, to: &first)
        }
        let loads = Mutex(0)
        database.inDatabase { db in
            db.trace { event in
                if event.description.contains("WHERE module =") { loads.withLock { $0 += 1 } }
            }
        }
        var known = KnownRows(capacity: 32)
        for number in 0..<40 {
            let batch = Batch(modules.map { trace("g\(number)", module: $0) })
            try database.write { db in
                try known.load(batch.modules, from: db)
                try known.catchUp(batch.modules, from: db)
                try known.store(batch, in: db)
            }
        }
        #expect(loads.withLock(\.self) == modules.count)
    }

    @Test func `a module that was forgotten is loaded anew`() throws {
        var known = KnownRows(capacity: 16)
        try add(["f", "g"], to: &known)
        try add((0..<40).map { "f\($0)" }, module: "n", to: &known)
        try add(["g", "f"], to: &known)
        #expect(try storedQualnames().suffix(3) == ["f39", "g", "f"])
        #expect(try storedQualnames().count == 42)
    }
}
