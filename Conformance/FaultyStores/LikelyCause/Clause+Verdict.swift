package import CallTraceContract

extension Clause {
    /// Judges a subject, and adds the likely cause to the verdict if the subject fails.
    ///
    /// - Parameters:
    ///   - subject: The store under test.
    ///   - launcher: How to start a child process for the faulty store with a given name.
    /// - Returns: The verdict.
    package func verdict(
        on subject: AnySubject,
        launcher: (_ storeName: String) -> ProcessLauncher? = { _ in nil }
    ) async -> Verdict {
        var verdict = await judge(subject)
        guard subject.findsLikelyCause else { return verdict }
        verdict.likelyCause = await LikelyCause(of: verdict, on: subject, launcher: launcher)?.description
        return verdict
    }
}
