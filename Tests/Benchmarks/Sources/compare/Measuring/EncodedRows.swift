import CallTraces
import RawSQLite

/// Encoded rows in memory, which the C program inserts or has found.
struct EncodedRows: ~Copyable {
    private let rows: OpaquePointer

    init() throws {
        try self.init(owning: raw_rows_create())
    }

    /// Takes over rows that the C program has created; there are none if memory ran out.
    init(owning rows: OpaquePointer?) throws {
        guard let rows else { throw RawFailure.outOfMemory }
        self.rows = rows
    }

    deinit {
        raw_rows_destroy(rows)
    }

    var count: Int { raw_rows_count(rows) }

    /// The text of a column, by its position; `nil` stands for NULL.
    func text(_ index: Int, column: Int) -> String? {
        raw_rows_text(rows, index, column).map { String(cString: $0) }
    }

    func append(_ row: CallTraceRow) throws {
        try RawFailure.check(
            raw_rows_append(rows, row.module, row.qualname, row.argTypes, row.returnType, row.yieldType)
        )
    }

    /// Inserts the rows into a new database, and returns the time it took in seconds.
    func insert(into path: String, batch: Int) throws -> Double {
        var seconds = 0.0
        try RawFailure.check(raw_rows_insert(rows, path, batch, &seconds))
        return seconds
    }
}
