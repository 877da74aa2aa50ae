public import CallTraces

/// The smallest lawful store: an actor that keeps every row in memory, newest last.
public actor MinimalStore: CallTraceStore {
    private var rows: [CallTraceRow] = []

    /// Creates an empty store; as it is ephemeral, the connection string is ignored.
    public static func makeStore(connectionString: String) async throws -> MinimalStore {
        MinimalStore()
    }

    /// Stores traces; `serializeTraces` logs and leaves out those that cannot be serialized.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        rows.append(contentsOf: serializeTraces(traces))
    }

    /// Finds the newest traces: module, prefix, newest first, duplicates, and the limit last.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        var seen: Set<CallTraceRow> = []
        return
            rows
            // `==` and `hasPrefix` of String would take both normal forms of é for equal.
            .filter { ExactString($0.module) == ExactString(module) }
            .filter { ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "") }
            .reversed()
            .filter { seen.insert($0).inserted }
            .prefix(limit)
            .map(\.self)
    }

    /// Lists the modules; names with different bytes are different modules.
    public func listModules() async throws -> [String] {
        Set(rows.map { ExactString($0.module) }).map(\.string)
    }
}
