import CallTraces

/// A store that keeps traces as objects, even those that no encoding can represent.
actor ObjectStore: CallTraceStore {
    struct Thunk: CallTraceThunk {
        let trace: CallTrace

        func toTrace() -> CallTrace { trace }
    }

    /// When each trace was last added, counted in traces.
    private var recency: [CallTrace: Int] = [:]
    private var added = 0

    static func makeStore(connectionString: String) async throws -> ObjectStore {
        ObjectStore()
    }

    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        for trace in traces {
            recency[trace] = added
            added += 1
        }
    }

    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [Thunk] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return
            recency
            .filter { $0.key.module.hasSameBytes(as: module) && $0.key.qualname.hasBytePrefix(qualnamePrefix ?? "") }
            .sorted { $0.value > $1.value }
            .prefix(limit)
            .map { Thunk(trace: $0.key) }
    }

    func listModules() async throws -> [String] {
        Set(recency.keys.map { ExactString($0.module) }).map(\.string)
    }
}
