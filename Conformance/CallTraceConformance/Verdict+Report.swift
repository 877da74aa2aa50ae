import CallTraceContract
import Testing

extension Verdict {
    /// Turns the verdict into issues of the running test case.
    ///
    /// - Throws: What cancels the test case, where the clause is not applicable.
    func report(at sourceLocation: SourceLocation) throws {
        switch outcome {
        case .passed:
            if let remark { print("\(clause): \(remark)") }
        case .failed, .kitError:
            Issue.record(comment, severity: .error, sourceLocation: sourceLocation)
        case .warned:
            Issue.record(comment, severity: .warning, sourceLocation: sourceLocation)
        case .notApplicable:
            // A cancelled case leaves no trace in the console, so the reason is printed.
            print("\(clause): \(outcome.name): \(details ?? "")")
            try Test.cancel(comment, sourceLocation: sourceLocation)
        }
    }

    private var comment: Comment {
        Comment(rawValue: ["\(storeName): \(clause)", formText, details].compactMap(\.self).joined(separator: "\n"))
    }

    /// What a person should know of a clause that passed.
    private var remark: String? {
        let remarks = [formText, details].compactMap(\.self)
        return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
}
