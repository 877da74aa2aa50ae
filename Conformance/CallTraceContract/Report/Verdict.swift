/// How one clause went for one subject.
public struct Verdict: Sendable {
    /// The clause.
    public let clause: Clause
    /// The type of the store.
    public let storeName: String
    /// The form of the clause that the subject's declarations selected; `nil` is the clause itself.
    public let form: Alternative?
    /// What became of it.
    public let outcome: Outcome
    /// How many observations were made.
    public let observations: Int
    /// Remarks that are no judgement.
    public let notes: [String]
    /// How long it took.
    public let duration: Duration
}

extension Verdict {
    /// The violations that a report shows before it only counts them.
    private static let shownViolations = 3

    /// What was judged instead of the clause, and why; `nil` when it was the clause itself, or nothing was.
    public var formText: String? {
        guard let form, form.kind != .notApplicable else { return nil }
        return "\(form.kind.rawValue) form, as \(form.declaration.sentence): \(form.text)"
    }

    /// What a person needs to know of anything but a plain pass: violations with their programs, reasons and hints.
    public var details: String? {
        var parts: [String] = []
        switch outcome {
        case .passed: break
        case .notApplicable(let reason):
            parts.append([form?.declaration.sentence, reason].compactMap(\.self).joined(separator: ", so "))
        case .kitError(let reason):
            parts.append("kit error, not the store's: \(reason)")
        case .deviates(let violations, let reason):
            parts.append("known to deviate: \(reason)")
            parts += violations.prefix(1).map { "\n\($0)" }
        case .failed(let violations), .warned(let violations):
            parts += [form?.text ?? clause.text]
            parts += violations.prefix(Self.shownViolations).map { "\n\($0)" }
            if violations.count > Self.shownViolations {
                parts.append("and \(violations.count - Self.shownViolations) more violations")
            }
            parts.append("\nlook at: \(clause.hint)")
        }
        parts += notes.map { "note: \($0)" }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }
}
