import RawSQLite

/// A reader of the store's database, by the C program.
struct RawReader: ~Copyable {
    private let reader: OpaquePointer

    /// Opens a database that the store has written.
    init(_ path: String) throws {
        var opened: OpaquePointer?
        try RawFailure.check(raw_reader_open(path, &opened))
        guard let opened else { throw RawFailure.outOfMemory }
        reader = opened
    }

    deinit {
        raw_reader_close(reader)
    }

    /// The newest rows of a module, newest first.
    func filter(module: String, limit: Int) throws -> EncodedRows {
        try found { raw_reader_filter(reader, module, limit, &$0) }
    }

    /// The modules, as rows of one column.
    func listModules() throws -> EncodedRows {
        try found { raw_reader_list_modules(reader, &$0) }
    }

    private func found(_ query: (inout OpaquePointer?) -> CInt) throws -> EncodedRows {
        var rows: OpaquePointer?
        try RawFailure.check(query(&rows))
        return try EncodedRows(owning: rows)
    }
}
