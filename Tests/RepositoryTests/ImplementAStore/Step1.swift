import CallTraceConformance
import CallTraces
import Testing

/// Step 1 of the guide Implement a store: an array, judged as if it were persistent.
///
/// ImplementAStoreTests judges it by a few clauses.
@Suite(.disabled("the code of a guide")) struct Step1 {
    /// A store that keeps every row in an array, newest last.
    public actor TraceFile: CallTraceStore {
        private var added: [CallTraceRow] = []

        /// Opens an empty store, whatever the connection string.
        public static func makeStore(connectionString: String) async throws -> TraceFile {
            TraceFile()
        }

        /// Stores traces; those that cannot be serialized are logged and left out.
        public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
            added += serializeTraces(traces)
        }

        /// Every row, oldest first.
        private func rows() throws -> [CallTraceRow] {
            added
        }

        /// Finds the newest traces of a module, newest first.
        public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
            guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
            var seen: Set<CallTraceRow> = []
            return try rows()
                .filter { ExactString($0.module) == ExactString(module) }
                .filter { ExactString($0.qualname).hasPrefix(qualnamePrefix ?? "") }
                .reversed()
                .filter { seen.insert($0).inserted }
                .prefix(limit)
                .map(\.self)
        }

        /// Lists the modules that have a trace, once each.
        public func listModules() async throws -> [String] {
            try Set(rows().map { ExactString($0.module) }).map(\.string)
        }
    }

    @Test(arguments: Contract.clauses)
    func traceFileUpholds(_ clause: Clause) async throws {
        try await clause.verify(TraceFile.self) { $0.path }
    }
}
