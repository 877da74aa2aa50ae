import Testing

@testable import CallTraceContract

@Suite struct ReportTests {
    private func report(_ outcomes: Verdict.Outcome...) -> Report {
        Report(zip(Contract.defaultClauses, outcomes).map { .sample($0, $1) })
    }

    /// A report on the whole contract, whose first clauses have some outcomes and whose others passed.
    private func complete(_ outcomes: Verdict.Outcome...) -> Report {
        let rest = Array(repeating: Verdict.Outcome.passed, count: Contract.defaultClauses.count - outcomes.count)
        return Report(zip(Contract.defaultClauses, outcomes + rest).map { .sample($0, $1) })
    }

    @Test func `a run in which no clause ran does not conform`() {
        #expect(report().conclusion == .unjudged)
    }

    @Test func `a run in which nothing was applicable does not conform`() {
        #expect(report(.notApplicable, .notApplicable).conclusion == .unjudged)
        #expect(report(.notApplicable).sentence == "A<B> was not judged by any clause")
    }

    @Test func `a broken MUST does not conform, whatever else happened`() {
        #expect(report(.passed, .kitError, .failed, .passed).conclusion == .doesNotConform)
    }

    @Test func `a kit error is neither conformance nor its opposite`() {
        #expect(report(.passed, .kitError, .warned).conclusion == .kitError)
        #expect(report(.kitError).conclusion == .kitError)
    }

    @Test func `warnings and clauses that are not applicable do not prevent conformance`() {
        #expect(report(.warned).conclusion == .conforms)
        #expect(report(.passed, .warned, .notApplicable).conclusion == .conforms)
    }

    @Test func `known deviations neither fail nor count as conformance`() {
        #expect(report(.passed, .deviates).conclusion == .deviates)
        #expect(report(.deviates, .failed).conclusion == .doesNotConform)
        #expect(report(.deviates, .kitError).conclusion == .kitError)
    }

    @Test func `outcomes are counted in a fixed order`() {
        let counts = report(.passed, .passed, .warned, .kitError, .notApplicable).counts
        #expect(
            counts.map(\.outcome.rawValue) == ["passed", "failed", "warned", "deviates", "not applicable", "kit error"]
        )
        #expect(counts.map(\.count) == [2, 0, 1, 0, 1, 1])
    }

    @Test func `a report on every clause says what the store is`() {
        #expect(complete().isComplete)
        #expect(complete().sentence == "A<B> conforms")
        #expect(complete(.deviates).sentence == "A<B> conforms except for its known deviations")
        #expect(complete(.failed, .kitError).sentence == "A<B> does not conform")
        #expect(complete(.kitError).sentence == "A<B> could not be judged")
    }

    @Test func `a report with opt-in clauses on top is complete`() {
        let verdicts = complete().verdicts + [.sample(.scale1, .passed)]
        #expect(Report(verdicts).isComplete && Report(verdicts).sentence == "A<B> conforms")
    }

    @Test func `a part of the contract never says that the store conforms`() {
        #expect(!report(.passed).isComplete)
        #expect(!Report(complete().verdicts.dropLast()).isComplete)
        #expect(!Report([.sample(.scale1, .passed)]).isComplete)
        #expect(report(.passed, .notApplicable, .warned).sentence == "A<B>, 2 of 46 clauses judged: passed")
        #expect(
            report(.deviates, .passed).sentence == "A<B>, 2 of 46 clauses judged: passed except for known deviations"
        )
        #expect(report(.failed).sentence == "A<B>, 1 of 46 clauses judged: failed")
        #expect(Report([.sample(.scale1, .failed)]).sentence == "A<B>, 1 of 47 clauses judged: failed")
        #expect(
            report(.kitError, .passed).sentence == "A<B>, 1 of 46 clauses judged: some could not be judged"
        )
    }
}
