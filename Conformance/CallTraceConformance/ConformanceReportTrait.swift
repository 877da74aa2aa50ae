public import CallTraceContract
public import Testing

/// Attaches the report on a test's clauses to the test, once all of them are judged.
///
/// Swift Testing writes attachments where `swift test --attachments-path` says.
///
/// ```swift
/// @Test(.conformanceReport(), arguments: Contract.clauses)
/// func redisStoreUpholds(_ clause: Clause) async throws {
///     try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
/// }
/// ```
public struct ConformanceReportTrait: TestTrait, TestScoping {
    fileprivate let formats: [ReportFormat]

    /// Wraps the whole test, not each of its cases.
    public func scopeProvider(for test: Test, testCase: Test.Case?) -> ConformanceReportTrait? {
        testCase == nil ? self : nil
    }

    /// Runs the test and attaches a report on each store in each format.
    @concurrent public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let collector = VerdictCollector()
        try await VerdictCollector.$current.withValue(collector) { try await function() }
        for report in collector.reports {
            for format in formats {
                Attachment.record(
                    try report.text(format),
                    named: "\(report.storeName).\(format.fileExtension)",
                    sourceLocation: test.sourceLocation
                )
            }
        }
    }
}

extension Trait where Self == ConformanceReportTrait {
    /// Attaches the report on a test's clauses to the test.
    ///
    /// - Parameter formats: The formats of the report; Markdown and JUnit's XML unless given.
    /// - Returns: The trait.
    public static func conformanceReport(_ formats: ReportFormat...) -> ConformanceReportTrait {
        ConformanceReportTrait(formats: formats.isEmpty ? [.markdown, .junit] : formats)
    }
}
