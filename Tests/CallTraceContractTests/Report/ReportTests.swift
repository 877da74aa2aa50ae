import Testing

@testable import CallTraceContract

@Suite struct ReportTests {
    private func report(_ outcomes: Outcome...) -> Report {
        Report(
            zip(Contract.clauses, outcomes).map { clause, outcome in
                Verdict(
                    clause: clause,
                    storeName: "Store",
                    form: nil,
                    outcome: outcome,
                    observations: 1,
                    notes: [],
                    duration: .zero
                )
            }
        )
    }

    @Test func `a run in which no clause ran does not conform`() {
        #expect(report().conclusion == .unjudged)
    }

    @Test func `a run in which nothing was applicable does not conform`() {
        #expect(report(.notApplicable("ephemeral"), .notApplicable("ephemeral")).conclusion == .unjudged)
    }

    @Test func `a broken MUST does not conform, whatever else happened`() {
        #expect(report(.passed, .kitError("disk"), .failed([]), .passed).conclusion == .doesNotConform)
    }

    @Test func `a kit error is neither conformance nor its opposite`() {
        #expect(report(.passed, .kitError("disk"), .warned([])).conclusion == .kitError)
        #expect(report(.kitError("disk")).conclusion == .kitError)
    }

    @Test func `warnings and clauses not applicable do not stand in the way`() {
        #expect(report(.warned([])).conclusion == .conforms)
        #expect(report(.passed, .warned([]), .notApplicable("ephemeral")).conclusion == .conforms)
    }

    @Test func `known deviations neither fail nor count as conformance`() {
        #expect(report(.passed, .deviates([], reason: "known")).conclusion == .deviates)
        #expect(report(.deviates([], reason: "known"), .failed([])).conclusion == .doesNotConform)
        #expect(report(.deviates([], reason: "known"), .kitError("disk")).conclusion == .kitError)
    }

    @Test func `outcomes are counted by name, in a fixed order`() {
        let counts = report(.passed, .passed, .warned([]), .kitError("disk"), .notApplicable("ephemeral")).counts
        #expect(counts.map(\.name) == ["passed", "failed", "warned", "deviates", "not applicable", "kit error"])
        #expect(counts.map(\.count) == [2, 0, 1, 0, 1, 1])
    }
}
