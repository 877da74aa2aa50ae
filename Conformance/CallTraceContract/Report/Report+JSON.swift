import Foundation

extension Report {
    private struct Document: Encodable {
        struct Entry: Encodable {
            let clause: String
            let level: String
            let title: String
            let outcome: String
            let form: String?
            let reason: String?
            let likelyCause: String?
            let violations: [Observation]
            let hint: String?
            let notes: [String]
            let observations: Int
            let calls: Int
            let traces: Int
            let seconds: Double
        }

        struct Observation: Encodable {
            let scenario: String
            let program: [String]
            let expected: String
            let got: String
        }

        let store: String
        let contract: String
        let conclusion: String
        let isComplete: Bool
        let counts: [String: Int]
        let clauses: [Entry]
        let seconds: Double
    }

    /// An object with the store, the conclusion, the counts, and an entry for each clause.
    var json: String {
        get throws {
            let entries = verdicts.map { verdict in
                Document.Entry(
                    clause: verdict.clause.id,
                    level: verdict.clause.level.rawValue,
                    title: verdict.clause.title,
                    outcome: verdict.outcome.rawValue,
                    form: verdict.formText,
                    reason: verdict.reason,
                    likelyCause: verdict.likelyCause,
                    violations: verdict.violations.map {
                        Document.Observation(
                            scenario: $0.scenario,
                            program: $0.program,
                            expected: $0.expected,
                            got: $0.got
                        )
                    },
                    hint: verdict.violations.isEmpty ? nil : verdict.clause.hint,
                    notes: verdict.notes,
                    observations: verdict.observations,
                    calls: verdict.calls,
                    traces: verdict.traces,
                    seconds: verdict.duration / .seconds(1)
                )
            }
            let document = Document(
                store: storeName,
                contract: "\(Contract.Version.current)",
                conclusion: sentence,
                isComplete: isComplete,
                counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.outcome.rawValue, $0.count) }),
                clauses: entries,
                seconds: duration / .seconds(1)
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
        }
    }
}
