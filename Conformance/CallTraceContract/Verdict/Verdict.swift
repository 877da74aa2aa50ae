import CallTraces

/// The result of judging one subject by one clause.
public struct Verdict: Sendable {
    /// The result in a word; different ways of not passing are never conflated.
    public enum Outcome: String, CaseIterable, Sendable {
        /// The store upholds the clause, as at least one observation shows.
        case passed
        /// The store breaks a MUST.
        case failed
        /// The store breaks a SHOULD, or a MUST newer than the version that the subject pins.
        case warned
        /// The store breaks the clause, as its author has declared.
        case deviates
        /// The subject's declarations leave nothing to judge.
        case notApplicable = "not applicable"
        /// No judgment could be made, through no fault of the store.
        case kitError = "kit error"
    }

    /// The clause.
    public let clause: Clause
    /// The name of the store.
    public let storeName: String
    /// The result.
    public let outcome: Outcome
    /// What the store did wrong; empty unless the outcome is failed, warned or deviates.
    public let violations: [Violation]
    /// Why the outcome is deviates, not applicable, or kit error; `nil` otherwise.
    public let reason: String?
    /// Remarks that do not affect the outcome.
    public let notes: [String]
    /// How many observations were made.
    public let observations: Int
    /// How many calls of the store were made.
    public let calls: Int
    /// How many traces were added.
    public let traces: Int
    /// How long it took.
    public let duration: Duration
    /// The mistake that the store most likely makes, if it fails like a known faulty store.
    public package(set) var likelyCause: String?

    /// The form of the clause that the subject's declarations selected; `nil` is the clause itself.
    package let form: Alternative?
}

extension Verdict {
    /// The length, in lines, of programs that a report shows if there is a shorter one.
    private static let longestProgram = 60

    /// The violations that a report shows: the first of each of up to three scenarios, as its program is the shortest.
    ///
    /// One with a long program is not shown beside others, which say more.
    private var shownViolations: [Violation] {
        var scenarios: Set<ExactString> = []
        let firsts = violations.filter { scenarios.insert(ExactString($0.scenario)).inserted }
        let lengths = firsts.map(\.programLength)
        let longest = max(Self.longestProgram, lengths.min() ?? 0)
        return zip(firsts, lengths).filter { $1 <= longest }.prefix(3).map(\.0)
    }

    /// What was judged instead of the clause, and why; `nil` if it was the clause itself, or nothing was judged.
    public var formText: String? {
        guard let form, form.kind != .notApplicable else { return nil }
        return "\(form.kind.rawValue) form, because \(form.declaration.sentence): \(form.text)"
    }

    /// What to know beyond a plain pass: the likely cause, violations with their programs, reasons and hints.
    public var details: String? {
        var parts: [String] = []
        switch outcome {
        case .passed:
            break
        case .notApplicable:
            parts.append([form?.declaration.sentence, reason].compactMap(\.self).joined(separator: ", so "))
        case .kitError:
            parts.append("kit error, not the store's fault: \(reason ?? "")")
        case .deviates:
            parts.append("known deviation: \(reason ?? "")")
            parts += shownViolations.prefix(1).map { "\n\($0)" }
        case .failed, .warned:
            if let likelyCause { parts.append("likely cause: \(likelyCause)") }
            parts.append(form?.text ?? clause.text)
            let shown = shownViolations
            parts += shown.map { "\n\($0)" }
            if violations.count > shown.count {
                parts.append("and \(SwiftText.count(violations.count - shown.count, "more violation"))")
            }
            parts.append("\nlook at: \(clause.hint)")
        }
        parts += notes.map { "note: \($0)" }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }
}

extension Verdict {
    /// The verdict on a subject that no clause can judge.
    package init(_ clause: Clause, notJudgedOn subject: AnySubject, because reason: String) {
        self.init(
            clause: clause,
            storeName: subject.storeName,
            outcome: .notApplicable,
            violations: [],
            reason: reason,
            notes: [],
            observations: 0,
            calls: 0,
            traces: 0,
            duration: .zero,
            form: nil
        )
    }
}
