import Synchronization

/// A store that keeps its traces in memory, and the reference model of the contract.
///
/// The store is ephemeral: ``makeStore(connectionString:)`` accepts any connection string and returns an empty store,
/// whose traces are gone when the store is. Adding a trace again makes it the newest instead of storing it twice.
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
        /// The number of rows added before each row was last added.
        var recency: [CallTraceRow: Int] = [:]
        var added = 0
    }

    private let state = Mutex(State())

    /// Creates an empty store.
    public init() {}

    /// Creates an empty store.
    ///
    /// - Parameter connectionString: Any string. It is ignored.
    /// - Returns: An empty store that shares no traces with any other.
    /// - Throws: Never.
    public static func makeStore(connectionString: String) async throws -> InMemoryStore {
        InMemoryStore()
    }

    /// Stores traces, and logs and leaves out those that cannot be serialized.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: Never.
    public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let rows = Array(serializeTraces(traces))
        state.withLock { state in
            for row in rows {
                state.recency[row] = state.added
                state.added += 1
            }
        }
    }

    /// Returns the newest traces of a module, newest first.
    ///
    /// - Parameters:
    ///   - module: The module, which must match exactly.
    ///   - qualnamePrefix: The first bytes of the qualname; `nil` and the empty string match every function.
    ///   - limit: The maximum number of traces to return.
    /// - Returns: The rows of the traces.
    /// - Throws: ``CallTraceError`` with code ``CallTraceError/Code/negativeLimit`` if `limit` is negative.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [CallTraceRow] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        // Lazily, as the filter of a dictionary would hash every match again.
        return state.withLock(\.recency).lazy
            .filter { row, _ in row.matches(module: module, qualnamePrefix: qualnamePrefix ?? "") }
            .sorted { $0.value > $1.value }
            .prefix(limit)
            .map(\.key)
    }

    /// Returns the modules of the stored traces, once each, in no particular order.
    public func listModules() async throws -> [String] {
        Set(state.withLock(\.recency).keys.map { ExactString($0.module) }).map(\.string)
    }
}
