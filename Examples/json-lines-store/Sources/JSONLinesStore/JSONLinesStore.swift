public import CallTraces
import Logging

/// A store in a file of JSON lines that any number of processes share.
///
/// The file has a line for each trace and one that closes each batch. A handle keeps every trace that the file holds in
/// memory, and reads only what was appended since its last call, and the whole file after another handle has rewritten
/// it. When older duplicates outweigh the traces by 64 KiB, the file is rewritten without them.
///
/// ```swift
/// let store = try await JSONLinesStore.makeStore(connectionString: "calls.jsonl")
/// try await store.add([CallTrace(module: "m", qualname: "f")])
/// ```
///
/// Traces survive `SIGKILL` of the process once `add` returns. As `add` does not wait for the disk, a loss of power can
/// take what was added shortly before it.
public actor JSONLinesStore: CallTraceStore {
    private let executor = QueueExecutor()
    private let journal: Journal

    /// The executor of the store's own queue, as its calls block.
    nonisolated public var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private init(path: String) {
        journal = Journal(path: path)
    }

    /// Opens a file, which is created if it does not exist.
    ///
    /// - Parameter connectionString: The path of the file.
    /// - Returns: The store.
    /// - Throws: ``CallTraceError`` if the file cannot be opened, locked and read, or is not a store.
    public static func makeStore(connectionString: String) async throws -> JSONLinesStore {
        // Not quoted, as it may hold a password.
        guard !connectionString.contains("://") else {
            throw CallTraceError(.cannotOpen, "the connection string is a URI; give the path of a file")
        }
        guard !connectionString.utf8.contains(0) else {
            throw CallTraceError(.cannotOpen, "the connection string contains NUL, which no path can; leave it out")
        }
        let store = JSONLinesStore(path: connectionString)
        _ = try await store.listModules()
        return store
    }

    /// Stores traces; logs and leaves out those that cannot be serialized, or in which more than 150 types enclose a type.
    ///
    /// - Parameter traces: The traces, oldest first.
    /// - Throws: ``CallTraceError`` if they cannot be written; then none of them is stored.
    nonisolated public func add(_ traces: some Sequence<CallTrace> & Sendable) async throws {
        let thunks = traces.compactMap { trace in
            do {
                return try JSONLinesThunk(trace)
            } catch {
                Logger.current.error(
                    "A call trace cannot be serialized and is left out",
                    error: error,
                    metadata: ["module": "\(trace.module)", "qualname": "\(trace.qualname)"]
                )
                return nil
            }
        }
        if !thunks.isEmpty { try await append(thunks) }
    }

    private func append(_ thunks: [JSONLinesThunk]) throws {
        try journal.append(thunks)
    }

    /// Finds the newest traces of a module, newest first.
    ///
    /// - Parameters:
    ///   - module: The module.
    ///   - qualnamePrefix: The first bytes of the qualname; `nil` and the empty string match every function.
    ///   - limit: The maximum number of traces to return.
    /// - Returns: The lines of the traces.
    /// - Throws: ``CallTraceError`` if `limit` is negative, or if the file cannot be read.
    public func filter(module: String, qualnamePrefix: String?, limit: Int) async throws -> [JSONLinesThunk] {
        guard limit >= 0 else { throw CallTraceError.negativeLimit(limit) }
        try journal.refresh()
        return journal.traces.newest(of: module, qualnamePrefix: qualnamePrefix ?? "", limit: limit)
    }

    /// Lists the modules of the traces, once each, in no particular order.
    ///
    /// - Returns: The modules.
    /// - Throws: ``CallTraceError`` if the file cannot be read.
    public func listModules() async throws -> [String] {
        try journal.refresh()
        return journal.traces.moduleNames
    }
}
