import CallTraces

/// A call trace as a line holds it: one JSON object.
///
/// Arguments and fields are arrays of pairs, as the keys of a JSON object do not survive `JSONDecoder`: it takes both
/// normal forms of é for one key.
struct TraceRecord: Codable {
    struct NamedType: Codable {
        var name: String
        var type: TypeRecord
    }

    struct TypeRecord: Codable {
        var module: String
        var qualname: String
        /// The element types; `nil` and empty are different types.
        var elements: [TypeRecord]?
        /// The fields, if the type is a typed dict.
        var fields: [NamedType]?
    }

    var module: String
    var qualname: String
    var argTypes: [NamedType]
    var returnType: TypeRecord?
    var yieldType: TypeRecord?

    /// The maximum number of types that enclose a type: `JSONDecoder` reads 512 brackets within each other, and a field takes three.
    static let maximumNesting = 150

    init(_ trace: CallTrace) throws {
        // Throws if no other program could make sense of the trace, such as for a local type.
        _ = try CallTraceRow(trace)
        module = trace.module
        qualname = trace.qualname
        argTypes = try NamedType.sorted(trace.argTypes, depth: 0)
        returnType = try trace.returnType.map { try TypeRecord($0) }
        yieldType = try trace.yieldType.map { try TypeRecord($0) }
    }

    var trace: CallTrace {
        CallTrace(
            module: module,
            qualname: qualname,
            argTypes: NamedTypes(argTypes.map { ($0.name, $0.type.type) }),
            returnType: returnType?.type,
            yieldType: yieldType?.type
        )
    }
}

extension TraceRecord.NamedType {
    /// The types in the order of their names, as their own order has no meaning: identical traces are identical lines.
    static func sorted(_ types: NamedTypes, depth: Int) throws -> [Self] {
        try types.sorted { ExactString($0.name) < ExactString($1.name) }
            .map { Self(name: $0.name, type: try TraceRecord.TypeRecord($0.type, depth: depth)) }
    }
}

extension TraceRecord.TypeRecord {
    init(_ type: TypeReference, depth: Int = 0) throws {
        guard depth <= TraceRecord.maximumNesting else {
            throw CallTraceError(
                .cannotSerialize,
                "more than \(TraceRecord.maximumNesting) types enclose a type; record the outer types without elements"
            )
        }
        module = type.module
        qualname = type.qualname
        switch type.content {
        case .bare: break
        case .elementTypes(let types): elements = try types.map { try Self($0, depth: depth + 1) }
        case .typedDict(let types): fields = try TraceRecord.NamedType.sorted(types, depth: depth + 1)
        }
    }

    var type: TypeReference {
        if let fields {
            TypeReference(
                module: module,
                qualname: qualname,
                typedDict: NamedTypes(fields.map { ($0.name, $0.type.type) })
            )
        } else if let elements {
            TypeReference(module: module, qualname: qualname, elementTypes: elements.map(\.type))
        } else {
            TypeReference(module: module, qualname: qualname)
        }
    }
}
