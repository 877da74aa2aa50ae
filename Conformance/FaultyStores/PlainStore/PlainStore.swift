import CallTraceContract
package import CallTraces

/// A lawful store, as simple as possible; a faulty store replaces one of its components.
///
/// It keeps every row, and a query filters all of them step by step. It is persistent within a process.
package final class PlainStore: CallTraceStore {
    private static let server = PlainServer()

    private let components: Components
    private let calls: StoreCalls

    init(_ components: Components) async throws {
        self.components = components
        calls = components.calls ?? StoreCalls(components)
        try await components.open()
    }

    deinit {
        components.close()
    }

    /// Opens a lawful store, on a server shared by the whole process.
    ///
    /// - Parameter connectionString: Any text; the same text names the same traces.
    /// - Returns: The store.
    /// - Throws: ``CallTraceError`` for the one host that never answers.
    package static func makeStore(connectionString: String) async throws -> PlainStore {
        try await PlainStore(Components(connectionString: connectionString, server: server))
    }

    /// Stores traces, leaving out those that cannot be serialized.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: What the components throw.
    package func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        try await calls.add(traces)
    }

    /// Finds traces by the store's steps.
    ///
    /// - Parameters:
    ///   - module: The module.
    ///   - qualnamePrefix: The first bytes of the qualname.
    ///   - limit: How many traces at most.
    /// - Returns: The thunks.
    /// - Throws: ``CallTraceError`` for a negative limit, and what the components throw.
    package func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [PlainThunk] {
        try await calls.filter(Query(module: module, qualnamePrefix: qualnamePrefix, limit: limit))
    }

    /// Lists the modules of the stored traces.
    ///
    /// - Returns: Every module once.
    /// - Throws: What the components throw.
    package func listModules() async throws -> [String] {
        try await calls.list()
    }
}

extension PlainStore: CustomStringConvertible {
    /// The description that the components provide.
    package var description: String { components.description }
}

extension PlainStore {
    /// Truncates the arguments of a record so that they cannot be decoded.
    func damage(_ damaged: StoredRecord) throws {
        let change = components.change ?? { self.components.log().update($0) }
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
