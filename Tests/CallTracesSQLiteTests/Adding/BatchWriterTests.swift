import CallTraces
import GRDB
import GRDBSQLite
import Synchronization
import Testing

@testable import CallTracesSQLite

/// A row that is stored is moved, whatever other rows share its hash, and however few rows fit into memory.
struct BatchWriterTests {
    /// No bits of a hash count, so that all rows collide; two bits; all.
    private static let hashers = [RowHasher(bits: 0), RowHasher(bits: 3), RowHasher()]

    private let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try database.write { try CallTraceTable.create(in: $0) }
    }

    private func add(_ traces: [CallTrace], with writer: inout BatchWriter, _ hasher: RowHasher = RowHasher()) throws {
        let batch = try EncodedBatch(traces, hasher)
        try database.writeWithoutTransaction { db in
            try writer.load(from: db)
            try db.inImmediateTransaction { _ = try writer.write(batch, in: db) }
        }
    }

    private func add(
        _ qualnames: [String],
        module: String = "m",
        with writer: inout BatchWriter,
        _ hasher: RowHasher = RowHasher()
    ) throws {
        try add(qualnames.map { CallTrace(module: module, qualname: $0) }, with: &writer, hasher)
    }

    private func storedQualnames() throws -> [String] {
        try database.read { try String.fetchAll($0, sql: "SELECT qualname FROM \(CallTraceTable.name) ORDER BY rowid") }
    }

    private func run(_ sql: String) throws {
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// How many times the whole table was read.
    private func readings(_ body: () throws -> Void) throws -> Int {
        let readings = Mutex(0)
        database.inDatabase { db in
            db.trace { event in
                if event.expandedDescription.contains("WHERE rowid >= \(Int64.min)") { readings.withLock { $0 += 1 } }
            }
        }
        try body()
        database.inDatabase { $0.trace(options: []) }
        return readings.withLock(\.self)
    }

    @Test func `a full database takes nothing, and takes rows again once there is room`() throws {
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 20") }
        var writer = BatchWriter(RowHasher())
        let error = #expect(throws: DatabaseError.self) {
            try add((0..<300).map { "\($0)" + String(repeating: "x", count: 400) }, with: &writer)
        }
        #expect(error?.resultCode == .SQLITE_FULL)
        #expect(error?.message == "database or disk is full")
        #expect(try storedQualnames() == [])
        writer = BatchWriter(RowHasher())
        try add(["f", "g"], with: &writer)
        #expect(try storedQualnames() == ["f", "g"])
    }

    @Test(arguments: hashers, [1 << 19, 4])
    func `rows that are stored already are moved, also by another writer`(hasher: RowHasher, capacity: Int) throws {
        var first = BatchWriter(hasher, known: KnownRows(capacity: capacity))
        let names = (0..<20).map { "f\($0)" }
        try add(names, with: &first, hasher)
        try add(["f7", "f3", "f19", "g"], with: &first, hasher)
        var second = BatchWriter(hasher, known: KnownRows(capacity: capacity))
        try add(["f0", "f7", "h"], with: &second, hasher)
        try add(["h", "f1", "g"], with: &first, hasher)
        let moved = ["f3", "f19", "f0", "f7", "h", "f1", "g"]
        #expect(try storedQualnames() == names.filter { !moved.contains($0) } + moved)
        try add(names, with: &second, hasher)
        #expect(try storedQualnames() == ["h", "g"] + names)
    }

    @Test(arguments: hashers, [1 << 19, 4])
    func `more rows than fit into memory are moved in every rotation`(hasher: RowHasher, capacity: Int) throws {
        var writer = BatchWriter(hasher, known: KnownRows(capacity: capacity))
        for _ in 0..<3 {
            for start in stride(from: 0, to: 60, by: 7) {
                try add((start..<(start + 7)).map { "f\($0)" }, with: &writer, hasher)
            }
        }
        #expect(try storedQualnames() == (0..<63).map { "f\($0)" })
    }

    @Test(arguments: hashers)
    func `rows that differ in one part are different, whatever their hashes`(hasher: RowHasher) throws {
        let traces = CallTrace.differingInOnePart
        var writer = BatchWriter(hasher)
        for _ in 0..<3 { try add(traces.shuffled(), with: &writer, hasher) }
        #expect(try storedQualnames().count == traces.count)
    }

    @Test(arguments: hashers)
    func `the newest of identical rows is moved`(hasher: RowHasher) throws {
        for qualname in ["f", "g", "f", "h"] {
            try run("INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', '\(qualname)', '{}', NULL, NULL)")
        }
        var writer = BatchWriter(hasher)
        try add(["f"], with: &writer, hasher)
        #expect(try storedQualnames() == ["f", "g", "h", "f"])
    }

    @Test(arguments: hashers)
    func `what another program has changed, deleted, or added is found out`(hasher: RowHasher) throws {
        var writer = BatchWriter(hasher)
        try add(["f", "g", "h", "i"], with: &writer, hasher)
        try run(
            """
            UPDATE \(CallTraceTable.name) SET qualname = 'changed' WHERE qualname = 'f';
            DELETE FROM \(CallTraceTable.name) WHERE qualname = 'g';
            INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', 'j', '{}', NULL, NULL);
            """
        )
        try add(["f", "g", "j", "h"], with: &writer, hasher)
        try add(["f", "g", "changed"], with: &writer, hasher)
        #expect(try storedQualnames() == ["i", "j", "h", "f", "g", "changed"])
    }

    @Test(arguments: hashers)
    func `rows that take the place of deleted ones are found out, however many they are`(hasher: RowHasher) throws {
        for count in [1, 2, 3, 4] {
            var writer = BatchWriter(hasher)
            try run("DELETE FROM \(CallTraceTable.name)")
            try add(["f", "g", "h"], with: &writer, hasher)
            try run("DELETE FROM \(CallTraceTable.name) WHERE qualname <> 'f'")
            let others = (0..<count).map { "other\($0)" }
            for name in others {
                try run("INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', '\(name)', '{}', NULL, NULL)")
            }
            try add(others + ["f"], with: &writer, hasher)
            #expect(try storedQualnames() == others + ["f"])
        }
    }

    @Test func `the table is read once, and once more if another program deletes rows`() throws {
        var writer = BatchWriter(RowHasher())
        let names = (0..<100).map { "f\($0)" }
        #expect(
            try readings {
                try add(names, with: &writer)
                try add(names, with: &writer)
            } == 1
        )
        try run("DELETE FROM \(CallTraceTable.name) WHERE rowid % 2")
        #expect(try readings { try add(names, with: &writer) } == 1)
        #expect(try readings { try add(names, with: &writer) } == 0)
        #expect(try storedQualnames() == names)
    }

    @Test(arguments: hashers, [(1 << 19, 100), (4, 3), (4, 1)])
    func `duplicates collapse to the newest row, a part of the table at a time`(
        hasher: RowHasher,
        sizes: (capacity: Int, part: Int)
    ) throws {
        for qualname in "fgfhggfif" {
            try run("INSERT INTO \(CallTraceTable.name) VALUES ('', 'm', '\(qualname)', '{}', NULL, NULL)")
        }
        var writer = BatchWriter(hasher, known: KnownRows(capacity: sizes.capacity))
        var removed = 0
        var start: Int64? = .min
        try database.writeWithoutTransaction { db in
            try writer.load(from: db)
            while let position = start {
                let part = try db.inImmediateTransaction {
                    try writer.collapse(from: position, count: sizes.part, in: db)
                }
                removed += part.removed
                start = part.next
            }
        }
        #expect(try storedQualnames() == ["h", "g", "i", "f"])
        #expect(removed == 5)
    }

    @Test func `a row that SQLite cannot hold is left out, and the rest of the batch is stored`() throws {
        database.inDatabase { _ = sqlite3_limit($0.sqliteConnection, SQLITE_LIMIT_LENGTH, 1_000) }
        var writer = BatchWriter(RowHasher())
        let long = String(repeating: "x", count: 2_000)
        let batch = try EncodedBatch(["f", long, "g"].map { CallTrace(module: "m", qualname: $0) }, RowHasher())
        let tooLong = try database.writeWithoutTransaction { db in
            try writer.load(from: db)
            return try db.inImmediateTransaction { try writer.write(batch, in: db) }
        }
        #expect(tooLong.map(\.qualname) == [long])
        #expect(try storedQualnames() == ["f", "g"])
        try add(["f"], with: &writer)
        #expect(try storedQualnames() == ["g", "f"])
    }
}
