public import CallTraces

/// The JSON of a type, with MonkeyType's keys.
extension TypeReference: @retroactive Encodable, @retroactive Decodable {
    private enum Key: String, CodingKey {
        case module
        case qualname
        case elementTypes = "elem_types"
        case isTypedDict = "is_typed_dict"
    }

    /// Encodes a type.
    ///
    /// - Parameter encoder: The encoder to write to.
    /// - Throws: The encoder's errors.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(module, forKey: .module)
        try object.encode(qualname, forKey: .qualname)
        switch content {
        case .bare:
            break
        case .elementTypes(let types):
            try object.encode(types, forKey: .elementTypes)
        case .typedDict(let fields):
            try object.encode(fields, forKey: .elementTypes)
            try object.encode(true, forKey: .isTypedDict)
        }
    }

    /// Decodes a type.
    ///
    /// - Parameter decoder: The decoder to read from.
    /// - Throws: The decoder's errors.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let content: Content =
            if try object.decodeIfPresent(Bool.self, forKey: .isTypedDict) ?? false {
                .typedDict(try object.decode(NamedTypes.self, forKey: .elementTypes))
            } else if let types = try object.decodeIfPresent([TypeReference].self, forKey: .elementTypes) {
                .elementTypes(types)
            } else {
                .bare
            }
        self.init(
            module: try object.decode(String.self, forKey: .module),
            qualname: try object.decode(String.self, forKey: .qualname),
            content: content
        )
    }
}
