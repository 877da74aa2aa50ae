public import CallTraces

/// The smallest lawful store: an actor that keeps every row in memory, newest last.
public actor MinimalStore: CallTraceStore {
    private var rows: [CallTraceRow] = []

    /// Opens an empty store; as it is ephemeral, the connection string names nothing.
    public static func makeStore(connectionString: String) async throws -> MinimalStore {
        MinimalStore()
    }

    /// Stores traces; `serializeTraces` logs and leaves out those that cannot be serialised.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        rows.append(contentsOf: serializeTraces(traces))
    }

    /// Finds the newest traces: module, prefix, newest first, duplicates, and the limit last.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        var seen: Set<CallTraceRow> = []
        return
            rows
            // By bytes: `==` and `hasPrefix` would take both normal forms of é for the same.
            .filter { $0.module.utf8.elementsEqual(module.utf8) }
            .filter { $0.qualname.utf8.starts(with: (qualnamePrefix ?? "").utf8) }
            .reversed()
            .filter { seen.insert($0).inserted }
            .prefix(limit)
            .map(\.self)
    }

    /// Lists the modules, told apart by bytes too.
    public func listModules() async throws -> [String] {
        Set(rows.map { Array($0.module.utf8) }).map { String(decoding: $0, as: UTF8.self) }
    }
}
