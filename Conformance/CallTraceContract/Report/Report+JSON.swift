import Foundation

extension Report {
    private struct Document: Encodable {
        struct Entry: Encodable {
            let clause: String
            let level: String
            let title: String
            let outcome: String
            let form: String?
            let details: String?
            let observations: Int
            let seconds: Double
        }

        let store: String
        let contract: String
        let conclusion: String
        let counts: [String: Int]
        let clauses: [Entry]
    }

    /// An object with the store, the conclusion, the counts, and an entry for each clause.
    var json: String {
        get throws {
            let entries = verdicts.map { verdict in
                Document.Entry(
                    clause: verdict.clause.id,
                    level: verdict.clause.level.rawValue,
                    title: verdict.clause.title,
                    outcome: verdict.outcome.name,
                    form: verdict.formText,
                    details: verdict.details,
                    observations: verdict.observations,
                    seconds: verdict.duration / .seconds(1)
                )
            }
            let document = Document(
                store: storeName,
                contract: "\(ContractVersion.current)",
                conclusion: conclusion.sentence,
                counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.name, $0.count) }),
                clauses: entries
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
        }
    }
}
