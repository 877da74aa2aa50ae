import CallTraces
import Testing
import Workloads

struct RecordedCallsTests {
    @Test func `the distinct traces start with the recorded ones, and no two are identical`() throws {
        let recorded = try RecordedCalls()
        let traces = recorded.distinctTraces(12 * recorded.traces.count)
        #expect(Array(traces.prefix(recorded.traces.count)) == recorded.traces)
        #expect(Set(traces).count == traces.count)
    }

    @Test func `the stream starts over after its last call`() throws {
        let recorded = try RecordedCalls()
        let count = recorded.calls.count
        #expect(recorded.stream(count..<count + 3) == recorded.calls.prefix(3).map { recorded.traces[$0] })
    }

    @Test func `Foundation's coder round-trips every trace`() throws {
        let foundation = FoundationCoder()
        for trace in try RecordedCalls().traces {
            #expect(try foundation.trace(foundation.row(trace)) == trace)
        }
    }

    @Test func `the biggest module has the most traces and, in a tie, is the first alphabetically`() {
        let modules = ["c", "b", "a", "b", "c"]
        #expect(modules.map { CallTrace(module: $0, qualname: "f") }.biggestModule == "b")
        #expect([CallTrace]().biggestModule == nil)
    }
}
