public import CallTraces

/// The JSON of arguments and fields: an object that maps names to types.
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

    /// Encodes an object that maps names to types.
    ///
    /// - Parameter encoder: The encoder to write to.
    /// - Throws: The encoder's errors.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Name.self)
        for element in self {
            try object.encode(element.type, forKey: Name(stringValue: element.name))
        }
    }

    /// Decodes an object that maps names to types.
    ///
    /// - Parameter decoder: The decoder to read from.
    /// - Throws: The decoder's errors.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Name.self)
        self.init(try object.allKeys.map { ($0.stringValue, try object.decode(TypeReference.self, forKey: $0)) })
    }
}
