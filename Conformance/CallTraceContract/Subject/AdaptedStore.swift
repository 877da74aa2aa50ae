package import CallTraces

/// A store that runs in another program, where the kit cannot decide which task goes on (MODEL-3).
package protocol AdaptedStore: CallTraceStore {
    /// Queries the newest traces without a limit, so that the store's own default applies (FILTER-6).
    func filter(byDefaultLimitIn module: String, qualnamePrefix: String?) async throws -> [Thunk]
}
