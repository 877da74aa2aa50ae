import CallTraceContract
public import CallTraces

/// A lawful store, as plain as can be, of whose parts a faulty store replaces one.
///
/// Every row is kept, and a query walks all of them through steps. It is persistent as far as a process goes.
public final class PlainStore: CallTraceStore {
    private static let server = PlainServer()

    private let mechanism: Mechanism

    init(_ mechanism: Mechanism) async throws {
        self.mechanism = mechanism
        try await mechanism.open()
    }

    deinit {
        mechanism.close()
    }

    /// Opens a lawful store, on a server that the process shares.
    ///
    /// - Parameter connectionString: Any text; the same text names the same traces.
    /// - Returns: The store.
    /// - Throws: ``CallTraceError`` for the one host that never answers.
    public static func makeStore(connectionString: String) async throws -> PlainStore {
        try await PlainStore(Mechanism(connectionString: connectionString, server: server))
    }

    /// Stores traces, leaving out those that cannot be serialised.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: What the parts of the store throw.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = try mechanism.serialize(mechanism.take(traces))
        try await mechanism.store(mechanism.shelf(), rows)
    }

    /// Finds traces by the steps of the store.
    ///
    /// - Parameters:
    ///   - module: The module.
    ///   - qualnamePrefix: The first bytes of the qualname.
    ///   - limit: How many traces at most.
    /// - Returns: The thunks.
    /// - Throws: ``CallTraceError`` for a negative limit, and what the parts of the store throw.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [PlainThunk] {
        let asked = Query(module: module, qualnamePrefix: qualnamePrefix, limit: limit)
        let shelf = try shelf()
        let query = try mechanism.ask(shelf, asked)
        let records = mechanism.steps.reduce(mechanism.records(shelf, query)) { records, step in
            step.apply(records, query)
        }
        return try mechanism.thunks(shelf, records)
    }

    /// Lists the modules of the stored traces.
    ///
    /// - Returns: Every module once.
    /// - Throws: What the parts of the store throw.
    public func listModules() async throws -> [String] {
        try mechanism.list(shelf())
    }

    private func shelf() throws -> Shelf {
        try mechanism.read?() ?? mechanism.shelf()
    }
}

extension PlainStore: CustomStringConvertible {
    /// What the store says of itself.
    public var description: String { mechanism.description }
}

extension PlainStore {
    /// Cuts the arguments of a record so that they cannot be decoded.
    func damage(_ damaged: StoredRecord) throws {
        let change = mechanism.change ?? { self.mechanism.shelf().update($0) }
        try change { records in
            for index in records.indices
            where records[index].row.module.hasSameBytes(as: damaged.module)
                && records[index].row.qualname.hasSameBytes(as: damaged.qualname)
            {
                let row = records[index].row
                records[index].row = CallTraceRow(
                    module: row.module,
                    qualname: row.qualname,
                    argTypes: "{",
                    returnType: row.returnType,
                    yieldType: row.yieldType
                )
            }
        }
    }
}
