import CallTraces

/// A store that forwards every call to a plain one.
protocol WrappingStore: CallTraceStore, CustomStringConvertible where Thunk == PlainThunk {
    init(_ wrapped: PlainStore)

    /// The store that does the work.
    nonisolated var wrapped: PlainStore { get }
}

extension WrappingStore {
    static func makeStore(connectionString: String) async throws -> Self {
        Self(try await PlainStore.makeStore(connectionString: connectionString))
    }

    nonisolated var description: String { "around \(wrapped)" }
}
