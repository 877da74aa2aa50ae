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
    /// - Throws: The errors of ``SQLiteStore/makeStore(connectionString:)``, or ``/CallTraces/CallTraceError`` with code
    ///   `cannotOpen` if the path is not valid UTF-8.
    public func traceStore() async throws -> SQLiteStore {
        guard let path = getenv("MT_DB_PATH") else {
            return try await SQLiteStore.makeStore(connectionString: "monkeytype.sqlite3")
        }
        // Not Foundation's environment, which repairs invalid UTF-8 and so would name another file.
        guard let path = String(validatingCString: path) else {
            throw CallTraceError(.cannotOpen, "the path in MT_DB_PATH is not valid UTF-8; name another file")
        }
        return try await SQLiteStore.makeStore(connectionString: path)
    }
}
