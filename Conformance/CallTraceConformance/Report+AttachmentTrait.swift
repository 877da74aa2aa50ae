public import CallTraceContract
public import Testing

extension Report {
    /// A trait that attaches a report on the clauses of a test, once all of them are judged.
    ///
    /// Swift Testing writes attachments to the directory given by `swift test --attachments-path`.
    ///
    /// ```swift
    /// @Test(.conformanceReport(), arguments: Contract.clauses)
    /// func redisStoreUpholds(_ clause: Clause) async throws {
    ///     try await clause.verify(RedisStore.self) { "redis://localhost/\($0)" }
    /// }
    /// ```
    public struct AttachmentTrait: TestTrait, TestScoping {
        fileprivate let formats: [Format]

        /// Wraps the whole test, not each of its cases.
        public func scopeProvider(for test: Test, testCase: Test.Case?) -> AttachmentTrait? {
            testCase == nil ? self : nil
        }

        /// Runs the test, and attaches a report on each store in each format.
        @concurrent public func provideScope(
            for test: Test,
            testCase: Test.Case?,
            performing function: @concurrent @Sendable () async throws -> Void
        ) async throws {
            let collector = VerdictCollector()
            try await VerdictCollector.$current.withValue(collector) { try await function() }
            for report in collector.reports {
                for format in formats {
                    guard let text = try report.text(format) else {
                        print("\(report.sentence): no \(format.rawValue), which requires the whole contract")
                        continue
                    }
                    Attachment.record(
                        text,
                        named: "\(report.storeName).\(format.fileExtension)",
                        sourceLocation: test.sourceLocation
                    )
                }
            }
        }
    }
}

extension Trait where Self == Report.AttachmentTrait {
    /// Attaches a report on the test's clauses to the test.
    ///
    /// - Parameter formats: The formats of the report; Markdown and JUnit's XML unless given.
    /// - Returns: The trait.
    public static func conformanceReport(_ formats: Report.Format...) -> Report.AttachmentTrait {
        Report.AttachmentTrait(formats: formats.isEmpty ? [.markdown, .junit] : formats)
    }
}
