@testable import CallTraceContract

extension Verdict {
    /// A verdict that took a second and a half.
    static func sample(
        _ clause: Clause,
        _ outcome: Outcome,
        violations: [Violation] = [],
        reason: String? = nil,
        likelyCause: String? = nil
    ) -> Verdict {
        Verdict(
            clause: clause,
            storeName: "A<B>",
            outcome: outcome,
            violations: violations,
            reason: reason,
            notes: [],
            observations: 1,
            calls: 10,
            traces: 20,
            duration: .milliseconds(1_500),
            likelyCause: likelyCause,
            form: nil
        )
    }
}
