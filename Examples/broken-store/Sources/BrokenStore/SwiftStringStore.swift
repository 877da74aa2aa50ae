import CallTraces

/// The first mistake: it compares names as Swift does, where `é` equals `e` with a combining accent.
package actor SwiftStringStore: CallTraceStore {
    private var rows: [CallTraceRow] = []

    package static func makeStore(connectionString: String) async throws -> SwiftStringStore {
        SwiftStringStore()
    }

    package func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        rows += serializeTraces(traces)
    }

    package func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        var seen: Set<CallTraceRow> = []
        return rows.reversed()
            .filter { $0.module == module && $0.qualname.hasPrefix(qualnamePrefix ?? "") }
            .filter { seen.insert($0).inserted }
            .prefix(limit)
            .map(\.self)
    }

    package func listModules() async throws -> [String] {
        Array(Set(rows.map(\.module)))
    }
}
