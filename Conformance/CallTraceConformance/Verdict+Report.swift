import CallTraceContract
import Testing

extension Verdict {
    /// Reports the verdict to the running test case.
    func report(at sourceLocation: SourceLocation) {
        switch outcome {
        case .passed, .notApplicable:
            // Neither leaves a trace in the console: a canceled case looks like one that passed.
            if let remarks { print("\(clause): \(remarks)") }
        case .failed, .kitError:
            Issue.record(comment, severity: .error, sourceLocation: sourceLocation)
        case .warned, .deviates:
            Issue.record(comment, severity: .warning, sourceLocation: sourceLocation)
        }
    }

    private var comment: Comment {
        let parts = ["\(storeName): \(clause)", formText, details]
        return Comment(rawValue: parts.compactMap(\.self).joined(separator: "\n"))
    }

    private var remarks: String? {
        let outcome = outcome == .passed ? nil : outcome.rawValue
        let remarks = [outcome, formText, details].compactMap(\.self)
        return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
}
