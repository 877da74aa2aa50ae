import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct DeviationTests {
    private func subject(
        version: Contract.Version = .current,
        deviations: [Clause: String] = [:]
    ) -> Subject<InMemoryStore> {
        // InMemoryStore declared persistent breaks MAKE-2.
        Subject(InMemoryStore.self) { "\($0)" }.with { subject in
            subject.version = version
            subject.deviations = deviations
        }
    }

    @Test func `a known deviation is reported as such, with its reason and its program`() async {
        let verdict = await Clause.make2.judge(subject(deviations: [.make2: "it lives in memory"]))
        #expect(verdict.outcome == .deviates)
        #expect(verdict.reason == "it lives in memory" && !verdict.violations.isEmpty)
        #expect(verdict.details?.contains("known deviation: it lives in memory") == true)
        #expect(Report([verdict]).conclusion == .deviates)
    }

    @Test func `a known deviation fails once the store no longer deviates`() async {
        let verdict = await Clause.make1.judge(subject(deviations: [.make1: "once it did"]))
        #expect(verdict.outcome == .failed)
        #expect(
            verdict.details?.hasPrefix(
                """
                \(Clause.make1.text)

                expected: the known deviation: once it did
                got:      none; remove the clause from the deviations

                look at:
                """
            ) == true
        )
    }

    @Test(arguments: [Clause.add8, .filter11, .filter4])
    func `a deviation that histories cannot avoid leaves ADD-10 to be judged`(_ clause: Clause) async {
        let subject = subject(deviations: [clause: "for now"]).with { $0.isEphemeral = true }
        let verdict = await Clause.add10.judge(subject)
        #expect(verdict.outcome == .passed && verdict.notes.isEmpty && verdict.observations > 4)
    }

    @Test func `a clause that came after the pinned version warns instead of failing`() async {
        let clause = Clause(
            .filter,
            99,
            .must,
            "made for a test",
            text: "A text.",
            hint: "A hint.",
            since: Contract.Version(1, 1)
        ) { trial in
            trial.expect(false, expected: "this", got: "that")
        }
        #expect(await clause.judge(subject(version: .version1)).outcome == .warned)
        #expect(await clause.judge(subject(version: Contract.Version(1, 1))).outcome == .failed)
        #expect(await clause.judge(subject(version: Contract.Version(2, 0))).outcome == .failed)
    }

    @Test func `versions are ordered by their numbers`() {
        #expect(Contract.Version(1, 9) < Contract.Version(1, 10) && Contract.Version(1, 10) < Contract.Version(2, 0))
        #expect("\(Contract.Version(1, 10))" == "1.10")
        #expect(Contract.allClauses.allSatisfy { $0.since <= .current })
    }
}
