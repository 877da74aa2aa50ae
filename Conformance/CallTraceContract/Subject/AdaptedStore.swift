package import CallTraces

/// A store that runs in another program, where the kit cannot decide which task goes on (MODEL-3).
package protocol AdaptedStore: CallTraceStore {
    /// Queries the newest traces without a limit, so that the store's own default applies (FILTER-6).
    func filter(byDefaultLimitIn module: String, qualnamePrefix: String?) async throws -> [Thunk]
}

/// A thunk of a store that runs in another program.
package protocol AdaptedThunk: CallTraceThunk {
    /// Asks for the trace, so that many can be asked for before the first is waited for.
    ///
    /// - Returns: What waits for the trace, and returns or throws what `toTrace()` would.
    func askForTrace() -> () throws -> CallTrace
}
