public import CallTraces
import Foundation

/// The config of MonkeyType's own choice: an ``SQLiteStore`` at the path in the environment variable `MT_DB_PATH`, else
/// at `monkeytype.sqlite3` in the working directory.
///
/// ```swift
/// let store = try await DefaultConfig().traceStore()
/// ```
///
/// Source: MonkeyType, "Storing call traces": "one sample store implementation, which DefaultConfig uses as the default
/// store".
public struct DefaultConfig: CallTraceConfig {
    /// Creates the config; the environment is looked at when the store is opened.
    public init() {}

    /// Opens the store.
    ///
    /// - Returns: The store.
    /// - Throws: What ``SQLiteStore/makeStore(connectionString:)`` throws.
    public func traceStore() async throws -> SQLiteStore {
        try await SQLiteStore.makeStore(
            connectionString: ProcessInfo.processInfo.environment["MT_DB_PATH"] ?? "monkeytype.sqlite3"
        )
    }
}
