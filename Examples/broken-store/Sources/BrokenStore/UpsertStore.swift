import CallTraces

/// The second mistake: it updates the traces that it has and inserts the others, whatever their order in the batch.
package actor UpsertStore: CallTraceStore {
    /// The number of each row; the newest has the highest.
    private var numbers: [CallTraceRow: Int] = [:]
    private var lastNumber = 0

    package static func makeStore(connectionString: String) async throws -> UpsertStore {
        UpsertStore()
    }

    package func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = Array(serializeTraces(traces))
        let known = rows.filter { numbers[$0] != nil }
        let new = rows.filter { numbers[$0] == nil }
        for row in known + new {
            lastNumber += 1
            numbers[row] = lastNumber
        }
    }

    package func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return
            numbers
            .filter { row, _ in ExactString(row.module) == ExactString(module) }
            .filter { row, _ in ExactString(row.qualname).hasPrefix(qualnamePrefix ?? "") }
            .sorted { $0.value > $1.value }
            .prefix(limit)
            .map(\.key)
    }

    package func listModules() async throws -> [String] {
        Set(numbers.keys.map { ExactString($0.module) }).map(\.string)
    }
}
