/// Thrown by a check that has nothing to judge.
struct NotApplicable: Error {
    let reason: String
}

extension NotApplicable {
    /// Nothing can be said of concurrency where the store goes wrong without it.
    static let wrongAlone = NotApplicable(
        reason: "the store and the model disagree without any concurrency, see MODEL-1"
    )
}
