import Foundation
public import Testing

extension Trait where Self == ConditionTrait {
    /// Runs a test only if the environment variable `CALL_TRACE_MEASURE` is set, as measuring takes a minute.
    ///
    /// ```swift
    /// @Test(.whenMeasuring) func cost() async throws {
    ///     print(try await subject.measure())
    /// }
    /// ```
    ///
    /// Run that test alone, in a release build: `CALL_TRACE_MEASURE=1 swift test -c release --filter cost`.
    public static var whenMeasuring: ConditionTrait {
        .enabled(
            if: ProcessInfo.processInfo.environment["CALL_TRACE_MEASURE"] != nil,
            "CALL_TRACE_MEASURE=1 swift test -c release --filter <this test> measures"
        )
    }
}
