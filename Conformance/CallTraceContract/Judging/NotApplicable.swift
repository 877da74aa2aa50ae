/// Thrown by a check that has nothing to judge.
struct NotApplicable: Error {
    let reason: String
}
