package import CallTraces

/// A store that runs in another program, where the kit cannot decide which task goes on (MODEL-3).
package protocol AdaptedStore: CallTraceStore {
    /// Queries the newest traces without a limit, so that the store's own default applies (FILTER-6).
    func filter(byDefaultLimitIn module: String, qualnamePrefix: String?) async throws -> [Thunk]
}

/// A thunk of a store that runs in another program.
package protocol AdaptedThunk: CallTraceThunk {
    /// Decodes thunks of one store together, so that the other program is not waited for once for each.
    ///
    /// - Parameter thunks: The thunks.
    /// - Returns: For each thunk, what `toTrace()` would return or throw.
    static func traces(of thunks: [Self]) -> [Result<CallTrace, any Error>]
}
