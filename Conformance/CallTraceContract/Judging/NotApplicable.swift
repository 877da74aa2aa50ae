/// Thrown by a check that has nothing to judge.
struct NotApplicable: Error {
    let reason: String

    /// Concurrency cannot be judged if the store fails without it.
    static let failsWithoutConcurrency = NotApplicable(
        reason: "the store and the model disagree without any concurrency, see MODEL-1"
    )
}
