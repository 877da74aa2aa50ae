import Foundation

/// Texts that MonkeyType wrote, and whether it decodes certain valid and damaged rows.
package struct EncodingVectors: Decodable, Sendable {
    package struct EncodedType: Decodable, Sendable {
        package let encoded: String
    }

    package struct EncodedArguments: Decodable, Sendable {
        package let argumentsInOrder: [String]
        package let encoded: String
    }

    package let types: [EncodedType]
    package let argumentTypes: [EncodedArguments]
    package let rows: [EncodedRow]

    package static func load() throws -> EncodingVectors {
        guard let file = Bundle.module.url(forResource: "encoding-vectors", withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile)
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(EncodingVectors.self, from: Data(contentsOf: file))
    }
}
