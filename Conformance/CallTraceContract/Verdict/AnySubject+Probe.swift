extension AnySubject {
    /// Tries to make one store, as there is no point in judging any clause if that fails.
    ///
    /// - Returns: The violation if no store could be made; `nil` if one could, or if the failure is not the store's.
    package func failureToMakeStore() async -> Violation? {
        let probe = Clause(.make, 1, .must, "a store can be made", text: "") { trial in
            _ = try await trial.makeStore()
            trial.observe()
        }
        return await probe.judge(self).violations.first
    }
}
