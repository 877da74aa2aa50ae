import CallTraces
import RawSQLite

/// Encoded rows in memory, for the C program.
struct EncodedRows: ~Copyable {
    struct Failure: Error, CustomStringConvertible {
        let code: CInt

        var description: String { "the C program failed with SQLite code \(code); check the space on the disk" }
    }

    /// SQLite's `SQLITE_NOMEM`.
    private static let outOfMemory: CInt = 7

    private let rows: OpaquePointer

    init() throws {
        guard let rows = raw_rows_create() else { throw Failure(code: Self.outOfMemory) }
        self.rows = rows
    }

    deinit {
        raw_rows_destroy(rows)
    }

    func append(_ row: CallTraceRow) throws {
        let code = raw_rows_append(rows, row.module, row.qualname, row.argTypes, row.returnType, row.yieldType)
        guard code == 0 else { throw Failure(code: code) }
    }

    /// Inserts the rows into a new database, and returns the time it took in seconds.
    func insert(into path: String, batch: Int) throws -> Double {
        var seconds = 0.0
        let code = raw_rows_insert(rows, path, batch, &seconds)
        guard code == 0 else { throw Failure(code: code) }
        return seconds
    }
}
