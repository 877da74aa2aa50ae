import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct CrashNoticeTests {
    @Test func `a crash ends with the store and the clause that was judged`() async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let subject = Subject(InMemoryStore.self) { "\($0)" }.with { subject in
                subject.name = "CrashingStore"
                subject.makeStore = { _ in preconditionFailure("a bug of the store") }
            }
            _ = await Clause.make2.judge(subject)
        }
        let printed = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        #expect(
            printed.hasSuffix(
                "\nThe process crashed while the conformance kit judged:\n  CrashingStore: \(Clause.make2)\n"
            ),
            "\(printed)"
        )
    }
}
