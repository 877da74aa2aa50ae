package import CallTraceContract
import Logging

/// What the contract said about one fault.
package struct FaultVerdict: Sendable {
    /// The fault.
    package let point: FaultPoint
    /// The clause that condemned it first; `nil` if it survived.
    package let condemning: Clause?
    /// Clauses that could not be judged, with the reason.
    package let kitErrors: [String]

    package init(point: FaultPoint, condemning: Clause?, kitErrors: [String] = []) {
        self.point = point
        self.condemning = condemning
        self.kitErrors = kitErrors
    }

    /// Whether a clause that names the fault condemned it.
    package var isNamedRight: Bool { condemning.map(point.naming.contains) ?? false }

    /// Whether the contract demands what no clause saw.
    package var isUnexpectedSurvivor: Bool { condemning == nil && point.allowance == nil }

    /// Whether a clause demands what the contract does not.
    package var isUnexpectedKill: Bool { condemning != nil && point.allowance != nil }

    /// Judges a fault by the clauses that name it, and then by the others, until one condemns it.
    ///
    /// The likely cause is not looked for.
    ///
    /// - Parameter point: The fault.
    package init(judging point: FaultPoint) async {
        var kitErrors: [String] = []
        let subject = point.subject
        for clause in point.naming + Contract.defaultClauses.filter({ !point.naming.contains($0) }) {
            // Faulty stores log what they should not; nobody wants to read it.
            let verdict = await withLogger(handler: SwiftLogNoOpLogHandler()) { _ in await clause.judge(subject) }
            switch verdict.outcome {
            case .passed, .notApplicable: break
            case .failed, .warned, .deviates:
                self.init(point: point, condemning: clause, kitErrors: kitErrors)
                return
            case .kitError: kitErrors.append("\(clause.id): \(verdict.reason ?? "")")
            }
        }
        self.init(point: point, condemning: nil, kitErrors: kitErrors)
    }
}
