import CallTraceContract
import FaultyStores
import Testing

extension Verdict {
    /// Turns the verdict into issues of the running test case.
    ///
    /// - Parameters:
    ///   - likeness: What the store behaves like, if it is known.
    ///   - sourceLocation: The author's line.
    /// - Throws: What cancels the test case, where the clause is not applicable.
    func report(likeness: Likeness?, at sourceLocation: SourceLocation) throws {
        let comment = Comment(
            rawValue: ["\(storeName): \(clause)", likeness?.description, formText, details]
                .compactMap(\.self).joined(separator: "\n")
        )
        switch outcome {
        case .passed:
            if let remark { print("\(clause): \(remark)") }
        case .failed, .kitError:
            Issue.record(comment, severity: .error, sourceLocation: sourceLocation)
        case .warned, .deviates:
            Issue.record(comment, severity: .warning, sourceLocation: sourceLocation)
        case .notApplicable:
            // A cancelled case leaves no trace in the console, so the reason is printed.
            print("\(clause): \(outcome.name): \(details ?? "")")
            try Test.cancel(comment, sourceLocation: sourceLocation)
        }
    }

    /// What a person should know of a clause that passed.
    private var remark: String? {
        let remarks = [formText, details].compactMap(\.self)
        return remarks.isEmpty ? nil : remarks.joined(separator: "; ")
    }
}
