public import CallTraces
import Foundation

/// MonkeyType's default config: an ``SQLiteStore`` at the path in the environment variable `MT_DB_PATH` or, if that is not
/// set, at `monkeytype.sqlite3` in the working directory.
///
/// ```swift
/// let store = try await DefaultConfig().traceStore()
/// ```
///
/// Source: MonkeyType, "Storing call traces": "one sample store implementation, which DefaultConfig uses as the default
/// store".
public struct DefaultConfig: CallTraceConfig {
    /// Creates the config; the environment is read when the store is opened.
    public init() {}

    /// Opens the store.
    ///
    /// - Returns: The store.
    /// - Throws: The errors of ``SQLiteStore/makeStore(connectionString:)``.
    public func traceStore() async throws -> SQLiteStore {
        try await SQLiteStore.makeStore(
            connectionString: ProcessInfo.processInfo.environment["MT_DB_PATH"] ?? "monkeytype.sqlite3"
        )
    }
}
