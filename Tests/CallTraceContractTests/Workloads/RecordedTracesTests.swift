import CallTraces
import Testing

@testable import CallTraceContract

@Suite struct RecordedTracesTests {
    @Test func `the sample holds hundreds of distinct traces of many modules`() throws {
        let traces = try RecordedTraces.sample()
        #expect((300...500).contains(traces.count))
        #expect(Set(traces).count == traces.count)
        #expect(Set(traces.map(\.module)).count > 80)
        #expect(traces.contains { $0.yieldType != nil } && traces.contains { $0.returnType == .noneType })
    }

    @Test func `the newest trace of each function is taken once, in order`() throws {
        let traces = try RecordedTraces.oneOfEachFunction()
        #expect(Set(traces.map { [$0.module, $0.qualname] }).count == traces.count)
        let positions = try traces.map { try RecordedTraces.sample().lastIndex(of: $0) ?? -1 }
        #expect(positions == positions.sorted() && !positions.contains(-1))
    }
}
