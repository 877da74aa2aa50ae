import CallTraces

/// The store of the README that applies the limit before the prefix.
actor HastyStore: CallTraceStore {
    private var rows: [CallTraceRow] = []

    static func makeStore(connectionString: String) async throws -> HastyStore { HastyStore() }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        for row in serializeTraces(traces) {
            rows.removeAll { $0 == row }
            rows.append(row)
        }
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return rows.reversed()
            .filter { ExactString($0.module) == ExactString(module) }
            .prefix(limit)
            .filter { ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "") }
    }

    func listModules() async throws -> [String] {
        Set(rows.map { ExactString($0.module) }).map(\.string)
    }
}
