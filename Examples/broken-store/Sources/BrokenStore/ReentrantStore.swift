import CallTraces

/// The third mistake: it takes an actor for a lock, but while one call awaits, others run.
package actor ReentrantStore: CallTraceStore {
    private let server = Server()

    package static func makeStore(connectionString: String) async throws -> ReentrantStore {
        ReentrantStore()
    }

    package func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = try await server.load()
        try await server.save(rows + serializeTraces(traces))
    }

    package func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        var seen: Set<CallTraceRow> = []
        return try await server.load()
            .filter { ExactString($0.module) == ExactString(module) }
            .filter { ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "") }
            .reversed()
            .filter { seen.insert($0).inserted }
            .prefix(limit)
            .map(\.self)
    }

    package func listModules() async throws -> [String] {
        try Set(await server.load().map { ExactString($0.module) }).map(\.string)
    }
}

/// Stands for a server that keeps the rows, and takes its time.
private actor Server {
    private var rows: [CallTraceRow] = []

    func load() async throws -> [CallTraceRow] {
        try await Task.sleep(for: .milliseconds(1))
        return rows
    }

    func save(_ rows: [CallTraceRow]) async throws {
        try await Task.sleep(for: .milliseconds(1))
        self.rows = rows
    }
}
