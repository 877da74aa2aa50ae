import CallTraces
import Foundation
import Testing

/// The texts that MonkeyType wrote, and its verdict on rows, sound and damaged.
struct EncodingVectors: Decodable {
    struct EncodedType: Decodable {
        let encoded: String
    }

    struct EncodedArguments: Decodable {
        let argumentsInOrder: [String]
        let encoded: String
    }

    let types: [EncodedType]
    let argumentTypes: [EncodedArguments]
    let rows: [EncodedRow]

    static func load() throws -> EncodingVectors {
        guard let file = Bundle.module.url(forResource: "encoding-vectors", withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile)
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(EncodingVectors.self, from: Data(contentsOf: file))
    }
}

/// A row of the vectors, as text or as the recipe of a long text.
struct EncodedRow: Decodable, CustomTestStringConvertible {
    struct Recipe: Decodable {
        let module, qualname, argTypesPrefix, open, core, close, argTypesSuffix: String
        let times: Int
    }

    let name: String
    let row: [String?]?
    let generate: Recipe?
    let monkeytype: String

    var testDescription: String { name }

    /// Whether a reader that looks no name up decodes the row.
    var decodes: Bool { ["decodes", "NameLookupError"].contains(monkeytype) }

    /// The row; SQL NULL for the argument types is handed over as the empty string.
    var callTraceRow: CallTraceRow? {
        if let generate {
            let opens = String(repeating: generate.open, count: generate.times)
            let closes = String(repeating: generate.close, count: generate.times)
            return CallTraceRow(
                module: generate.module,
                qualname: generate.qualname,
                argTypes: generate.argTypesPrefix + opens + generate.core + closes + generate.argTypesSuffix,
                returnType: nil,
                yieldType: nil
            )
        }
        guard let row, row.count == 5, let module = row[0], let qualname = row[1] else { return nil }
        return CallTraceRow(
            module: module,
            qualname: qualname,
            argTypes: row[2] ?? "",
            returnType: row[3],
            yieldType: row[4]
        )
    }
}
