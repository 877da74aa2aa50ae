import Synchronization

/// A store that keeps its traces in memory: the plain model of the contract.
///
/// It is ephemeral: every ``makeStore(connectionString:)`` starts empty, whatever the connection string, and what was
/// stored is gone with the store. Identical traces collapse. Any connection string opens.
///
/// ```swift
/// let store = try await InMemoryStore.makeStore(connectionString: "")
/// try await store.add([CallTrace(module: "m", qualname: "f")])
/// for thunk in try await store.filter(module: "m") {
///     print(try thunk.toTrace().qualname)
/// }
/// ```
///
/// Source: MonkeyType, "Storing call traces", CallTraceStore interface.
public final class InMemoryStore: CallTraceStore {
    private struct State {
        /// When each row was last added, counted in rows.
        var recency: [CallTraceRow: Int] = [:]
        var added = 0
    }

    private let state = Mutex(State())

    /// Creates an empty store.
    public init() {}

    /// Creates an empty store; the connection string names nothing and is not kept.
    ///
    /// - Parameter connectionString: Any text.
    /// - Returns: An empty store of its own.
    /// - Throws: Nothing; every connection string opens.
    public static func makeStore(connectionString: String) async throws -> InMemoryStore {
        InMemoryStore()
    }

    /// Stores traces, leaving out those that cannot be serialised.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: Nothing; memory takes every trace that can be serialised.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = Array(serializeTraces(traces))
        state.withLock { state in
            for row in rows {
                state.recency[row] = state.added
                state.added += 1
            }
        }
    }

    /// Finds the newest traces of a module, newest first.
    ///
    /// - Parameters:
    ///   - module: The module, matched whole.
    ///   - qualnamePrefix: The first bytes of the qualname.
    ///   - limit: How many traces at most.
    /// - Returns: The rows, newest first.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/negativeLimit``.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        return state.withLock(\.recency)
            .filter { row, _ in
                row.module.hasSameBytes(as: module) && row.qualname.hasBytePrefix(qualnamePrefix ?? "")
            }
            .sorted { $0.value > $1.value }
            .prefix(limit)
            .map(\.key)
    }

    /// Lists the modules of the stored traces.
    ///
    /// - Returns: Every module once.
    public func listModules() async throws -> [String] {
        Set(state.withLock(\.recency).keys.map { ExactString($0.module) }).map(\.string)
    }
}
