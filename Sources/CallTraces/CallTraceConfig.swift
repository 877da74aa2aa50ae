/// The configuration that provides a program's store.
///
/// Source: MonkeyType, "Storing call traces": "return an instance of your custom store from the trace_store() method
/// of your Config class."
public protocol CallTraceConfig: Sendable {
    /// The type of the program's store.
    associatedtype Store: CallTraceStore

    /// Opens the program's store.
    ///
    /// - Returns: A store that is ready to use.
    /// - Throws: Any error that the store's `makeStore` throws.
    func traceStore() async throws -> Store
}
