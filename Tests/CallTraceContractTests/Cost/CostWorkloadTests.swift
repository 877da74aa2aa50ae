import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct CostWorkloadTests {
    @Test func `traces are distinct and can be stored, a fifth of them in one module`() throws {
        let workload = try CostWorkload()
        let traces = workload.distinct(0..<10_000)
        #expect(Set(traces).count == 10_000)
        #expect(traces.allSatisfy { $0.isSerializable })
        let ofModule = traces.filter { $0.module == workload.module }
        #expect((1_990...2_030).contains(ofModule.count))
        #expect((20...100).contains(ofModule.count { $0.qualname.hasPrefix(workload.prefix) }))
        #expect((200...400).contains(Set(traces.map(\.module)).count))
        #expect(workload.distinct(5_000..<5_010) == Array(traces[5_000..<5_010]))
    }

    @Test func `calls repeat few of the first traces often`() throws {
        let workload = try CostWorkload()
        let calls = workload.repeated(0..<10_000)
        #expect(calls == workload.repeated(0..<5_000) + workload.repeated(5_000..<10_000))
        #expect(Set(calls).isSubset(of: workload.distinct(0..<400)))
        let counts = Dictionary(grouping: calls) { $0 }.values.map(\.count).sorted(by: >)
        #expect(counts.count > 300)
        #expect((3_500...5_500).contains(counts.prefix(counts.count / 10).reduce(0, +)))
    }
}
