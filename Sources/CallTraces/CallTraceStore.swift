/// A type that stores call traces and returns them on request.
///
/// The contract of a store is a list of clauses. The comments here refer to them by id, such as ADD-5, and the
/// conformance kit tests a store against each of them.
///
/// Source: MonkeyType, "Storing call traces", CallTraceStore interface.
public protocol CallTraceStore: Sendable {
    /// The element type that ``filter(module:qualnamePrefix:limit:)`` returns. Most stores use ``CallTraceRow``.
    associatedtype Thunk: CallTraceThunk

    /// Opens a store.
    ///
    /// "The format and interpretation of the connection string is entirely up to the store class." The string is used
    /// verbatim (MAKE-6). A connection string that has not been used before opens an empty store (MAKE-1).
    ///
    /// - Parameter connectionString: A string that identifies the store: a path, or a URI such as
    ///   `mysql://john:pass@localhost:3306/my_db`.
    /// - Returns: A store that is ready to use.
    /// - Throws: An error if the store cannot be opened (MAKE-5). It must not reveal the password in a connection
    ///   string (MAKE-8).
    static func makeStore(connectionString: String) async throws -> Self

    /// Stores traces, either all of them or, if this method throws, none (ADD-10).
    ///
    /// "Store one or more CallTrace instances." A trace that cannot be serialized is logged and left out (ADD-6);
    /// ``serializeTraces(_:logger:)`` does that for you. When this method returns, every reader can see the traces
    /// (ADD-8).
    ///
    /// - Parameter traces: The traces, oldest first. Iterate over the sequence only once (ADD-5).
    /// - Throws: An error if the traces cannot be stored.
    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws

    /// Returns the newest traces of a module, newest first.
    ///
    /// "The store should return the most recent limit traces available for the given module and qualname." A trace is
    /// newer than every trace that was added before it (FILTER-4). Compare names by their UTF-8 bytes (FILTER-1,
    /// FILTER-2), as ``ExactString`` does.
    ///
    /// - Parameters:
    ///   - module: "A dotted Python import path (e.g. some.module)", which must match exactly.
    ///   - qualnamePrefix: The first bytes of the qualname; `nil` and the empty string match every function (FILTER-3).
    ///   - limit: The maximum number of traces to return, after duplicates are removed (FILTER-5).
    /// - Returns: The traces, not yet decoded. Adding more traces does not change them (FILTER-12).
    /// - Throws: An error if `limit` is negative (FILTER-8), or if the store cannot be read.
    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [Thunk]

    /// Returns the modules that have a stored trace, once each, in no particular order (LIST-1, LIST-5).
    ///
    /// "Query all traces in the trace store and return a list of module names for which traces exist in the store."
    ///
    /// - Returns: The names of the modules. Names with different bytes are different modules (LIST-4).
    /// - Throws: An error if the store cannot be read.
    func listModules() async throws -> [String]
}

// These are overloads: a method here with all three parameters would serve as the implementation of a store without
// one.
extension CallTraceStore {
    /// Returns the newest 2,000 traces of a module, newest first (FILTER-6).
    ///
    /// - Parameters:
    ///   - module: The module, which must match exactly.
    ///   - qualnamePrefix: The first bytes of the qualname. The default matches every function.
    /// - Returns: The traces, not yet decoded.
    /// - Throws: Any error that ``filter(module:qualnamePrefix:limit:)`` throws.
    public func filter(module: String, qualnamePrefix: String? = nil) async throws -> [Thunk] {
        try await filter(module: module, qualnamePrefix: qualnamePrefix, limit: 2_000)
    }

    /// Returns the newest traces of every function of a module, newest first (FILTER-3).
    ///
    /// - Parameters:
    ///   - module: The module, which must match exactly.
    ///   - limit: The maximum number of traces to return.
    /// - Returns: The traces, not yet decoded.
    /// - Throws: Any error that ``filter(module:qualnamePrefix:limit:)`` throws.
    public func filter(module: String, limit: Int) async throws -> [Thunk] {
        try await filter(module: module, qualnamePrefix: nil, limit: limit)
    }
}
