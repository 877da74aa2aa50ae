import CallTraceConformance
import Foundation
import Testing

@Suite struct MeasuringTests {
    @Test func `a test that measures runs only if that is wanted`() async throws {
        let isWanted = ProcessInfo.processInfo.environment["CALL_TRACE_MEASURE"] != nil
        #expect(try await ConditionTrait.whenMeasuring.evaluate() == isWanted)
    }
}
