public import CallTraces

/// The JSON of arguments and fields: an object of name to type.
extension NamedTypes: @retroactive Encodable, @retroactive Decodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }

    /// Writes an object of name to type.
    ///
    /// - Parameter encoder: Where it is written.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Name.self)
        for element in self {
            try object.encode(element.type, forKey: Name(stringValue: element.name))
        }
    }

    /// Reads an object of name to type.
    ///
    /// - Parameter decoder: Where it is read from.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Name.self)
        self.init(try object.allKeys.map { ($0.stringValue, try object.decode(TypeReference.self, forKey: $0)) })
    }
}
