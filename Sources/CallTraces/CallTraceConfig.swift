/// Says which store a program uses.
///
/// Source: MonkeyType, "Storing call traces": "return an instance of your custom store from the trace_store() method of
/// your Config class."
public protocol CallTraceConfig: Sendable {
    /// The store that the program uses.
    associatedtype Store: CallTraceStore

    /// Opens the program's store.
    ///
    /// - Returns: The store.
    /// - Throws: What the store's `makeStore` throws.
    func traceStore() async throws -> Store
}
