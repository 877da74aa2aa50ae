import CallTraces
import Synchronization
import Testing

@testable import CallTraceContract

/// Cases that are numbers, each a kind of its own, and fail as a test says.
@Suite struct TrialCasesTests {
    /// What a clause did with its cases.
    private final class Log: Sendable {
        private let state = Mutex<(prepared: [[Int]], checked: [Int])>(([], []))

        var prepared: [[Int]] { state.withLock(\.prepared) }
        var checked: [Int] { state.withLock(\.checked) }

        func prepare(_ values: [Int]) { state.withLock { $0.prepared.append(values) } }
        func check(_ value: Int) { state.withLock { $0.checked.append(value) } }
    }

    private let log = Log()

    private func violations(
        among values: Range<Int>,
        areAkin: @escaping @Sendable (Int, Int) -> Bool = { _, _ in false },
        culprits: @escaping @Sendable (_ value: Int, _ beside: [Int]) -> [Int] = { _, _ in [] },
        scenarios: Int = 1,
        fails: @escaping @Sendable (_ value: Int, _ beside: [Int]) -> Bool
    ) async -> [[Int]] {
        let log = log
        let clause = Clause(.add, 99, .must, "made for a test", text: "A text.", hint: "A hint.") { trial in
            for _ in 0..<scenarios {
                try await trial.scenario(
                    "numbers",
                    of: values.map { CaseKind("kind \($0)", [$0]) },
                    after: [],
                    areAkin: areAkin,
                    culprits: culprits
                ) { values in
                    log.prepare(values)
                    // Shrinking takes no more traces than the cases themselves, times a constant.
                    try await trial.recorder.summarizing {
                        try await trial.makeStore().add(.numbered(0..<values.count))
                    }
                    trial.recorder.record(.remark(values.map(String.init).joined(separator: " ")))
                    return values
                } check: { value, beside in
                    log.check(value)
                    trial.expect(!fails(value, beside), expected: "", got: "")
                }
            }
        }
        return await clause.judge(AnySubject.persistent).violations.map { violation in
            violation.steps.flatMap { step in
                guard case .remark(let text) = step.operation else { return [Int]() }
                return text.split(separator: " ").compactMap { Int($0) }
            }
        }
    }

    @Test func `a case that fails is reported alone`() async {
        #expect(await violations(among: 0..<100) { value, _ in value == 42 } == [[42]])
        #expect(log.prepared == [Array(0..<100), [42]])
    }

    @Test func `a case that fails because of another is reported with that one`() async {
        #expect(await violations(among: 0..<100) { $0 == 42 && $1.contains(77) } == [[42, 77]])
    }

    @Test func `a case that fails because of one that is akin to it takes few attempts`() async {
        let found = await violations(among: 0..<1_000, areAkin: { $0 % 100 == $1 % 100 }) {
            $0 == 42 && $1.contains(742)
        }
        #expect(found == [[42, 742]])
        #expect(log.prepared.dropFirst().allSatisfy { $0.count <= 10 })
    }

    @Test func `a case that knows because of which one it fails is tried with that one first`() async {
        // Some of what a store returns belongs to no case, or to one twice.
        let found = await violations(among: 0..<1_000, culprits: { [$1.firstIndex(of: 742) ?? -1, 742, 742, 1_000] }) {
            $0 == 42 && $1.contains(742)
        }
        #expect(found == [[42, 742]])
        #expect(log.prepared.dropFirst() == [[42], [42, 742], [42]])
    }

    @Test func `five kinds say what is wrong, and more are not looked at`() async {
        #expect(await violations(among: 0..<100, scenarios: 2) { value, _ in value >= 10 } == (10..<15).map { [$0] })
        #expect(log.checked == Array(0..<15) + Array(10..<15))
    }
}
