/// A place that keeps call traces and gives them back.
///
/// Anyone may write one. What a store must uphold is written down clause by clause in the contract; the clauses named
/// here are judged by the conformance kit.
///
/// Source: MonkeyType, "Storing call traces", CallTraceStore interface.
public protocol CallTraceStore: Sendable {
    /// What ``filter(module:qualnamePrefix:limit:)`` returns; most stores use ``CallTraceRow``.
    associatedtype Thunk: CallTraceThunk

    /// Opens a store.
    ///
    /// "The format and interpretation of the connection string is entirely up to the store class." The string is used
    /// verbatim (MAKE-6), a fresh one gives an empty store (MAKE-1).
    ///
    /// - Parameter connectionString: Names the store: a path, or a URI such as `mysql://john:pass@localhost:3306/my_db`.
    /// - Returns: A store that is ready to use.
    /// - Throws: When the connection string cannot be opened (MAKE-5), without the password it may hold (MAKE-8).
    static func makeStore(connectionString: String) async throws -> Self

    /// Stores traces: all of them or, when it throws, none (ADD-10).
    ///
    /// "Store one or more CallTrace instances." A trace that cannot be serialised is logged and left out (ADD-6), for
    /// which ``serializeTraces(_:logger:)`` serves. Once this returns the traces are visible to every reader (ADD-8).
    ///
    /// - Parameter traces: The traces, oldest first; taken from the sequence exactly once (ADD-5).
    /// - Throws: When the traces could not be stored.
    func add(_ traces: some Sequence<CallTrace> & Sendable) async throws

    /// Finds the newest traces of a module.
    ///
    /// "The store should return the most recent limit traces available for the given module and qualname." Newest
    /// first, by the order of insertion (FILTER-4); names are compared by bytes (FILTER-1, FILTER-2).
    ///
    /// - Parameters:
    ///   - module: "A dotted Python import path (e.g. some.module)", matched whole.
    ///   - qualnamePrefix: The first bytes of the qualname; `nil` and the empty string mean every function (FILTER-3).
    ///   - limit: How many traces at most, counted after module, prefix and duplicates are sorted out (FILTER-5).
    /// - Returns: The traces, undecoded, newest first; a snapshot that later adds do not change (FILTER-12).
    /// - Throws: When `limit` is negative (FILTER-8), or the store could not be read.
    func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [Thunk]

    /// Lists the modules that have a stored trace, once each, in no particular order (LIST-1, LIST-5).
    ///
    /// "Query all traces in the trace store and return a list of module names for which traces exist in the store."
    ///
    /// - Returns: The names of the modules; different bytes are different modules (LIST-4).
    /// - Throws: When the store could not be read.
    func listModules() async throws -> [String]
}

// The defaults are overloads: a function with all three parameters here would stand in for a missing implementation.
extension CallTraceStore {
    /// Finds the newest 2,000 traces of a module (FILTER-6).
    ///
    /// - Parameters:
    ///   - module: The module, matched whole.
    ///   - qualnamePrefix: The first bytes of the qualname; every function unless given.
    /// - Returns: The traces, undecoded, newest first.
    /// - Throws: What ``filter(module:qualnamePrefix:limit:)`` throws.
    public func filter(module: String, qualnamePrefix: String? = nil) async throws -> [Thunk] {
        try await filter(module: module, qualnamePrefix: qualnamePrefix, limit: 2_000)
    }

    /// Finds the newest traces of a module, of every function (FILTER-3).
    ///
    /// - Parameters:
    ///   - module: The module, matched whole.
    ///   - limit: How many traces at most.
    /// - Returns: The traces, undecoded, newest first.
    /// - Throws: What ``filter(module:qualnamePrefix:limit:)`` throws.
    public func filter(module: String, limit: Int) async throws -> [Thunk] {
        try await filter(module: module, qualnamePrefix: nil, limit: limit)
    }
}
