/// Writes types as MonkeyType's JSON, without recursion; the keys are in their sorted order.
struct TypeWriter: ~Copyable {
    /// A type whose element types are being written.
    private struct UnfinishedType {
        enum Elements {
            case types([TypeReference])
            case fields([NamedTypes.Element])
        }

        let type: TypeReference
        let elements: Elements
        var written = 0
    }

    private var json = JSONWriter()

    /// The argument whose type is being written.
    private(set) var argument: String?

    /// Gives the JSON of arguments, an object of name to type.
    mutating func text(of arguments: NamedTypes) throws(SerializationFault) -> String {
        json.write("{")
        for (position, element) in arguments.sortedByName.enumerated() {
            if position > 0 { json.write(", ") }
            argument = element.name
            json.write(quoting: element.name)
            json.write(": ")
            try write(element.type)
        }
        argument = nil
        json.write("}")
        return json.takeText()
    }

    /// Gives the JSON of one type.
    mutating func text(of type: TypeReference) throws(SerializationFault) -> String {
        try write(type)
        return json.takeText()
    }

    private mutating func write(_ type: TypeReference) throws(SerializationFault) {
        var enclosing: [UnfinishedType] = []
        guard let open = try begin(type) else { return }
        enclosing.append(open)
        while let innermost = enclosing.indices.last {
            if let open = try writeElements(of: &enclosing[innermost]) {
                guard enclosing.count < TypeReference.maximumNesting else { throw .typesTooDeep }
                enclosing.append(open)
            } else {
                try end(enclosing.removeLast())
            }
        }
    }

    /// Writes a type without element types, or what stands before the element types.
    ///
    /// - Returns: The type, if it has element types that must follow.
    private mutating func begin(_ type: TypeReference) throws(SerializationFault) -> UnfinishedType? {
        switch type.content {
        case .bare:
            json.write("{")
        case .elementTypes(let types) where types.isEmpty:
            json.write(#"{"elem_types": [], "#)
        case .typedDict(let fields) where fields.isEmpty:
            json.write(#"{"elem_types": {}, "is_typed_dict": true, "#)
        case .elementTypes(let types):
            json.write(#"{"elem_types": ["#)
            return UnfinishedType(type: type, elements: .types(types))
        case .typedDict(let fields):
            json.write(#"{"elem_types": {"#)
            return UnfinishedType(type: type, elements: .fields(fields.sortedByName))
        }
        try writeNames(of: type)
        return nil
    }

    /// Writes element types up to the first that has element types itself.
    ///
    /// - Returns: That element type, begun; `nil` when all are written.
    private mutating func writeElements(of open: inout UnfinishedType) throws(SerializationFault) -> UnfinishedType? {
        switch open.elements {
        case .types(let types):
            while open.written < types.count {
                if open.written > 0 { json.write(", ") }
                open.written += 1
                if let nested = try begin(types[open.written - 1]) { return nested }
            }
        case .fields(let fields):
            while open.written < fields.count {
                if open.written > 0 { json.write(", ") }
                json.write(quoting: fields[open.written].name)
                json.write(": ")
                open.written += 1
                if let nested = try begin(fields[open.written - 1].type) { return nested }
            }
        }
        return nil
    }

    /// Writes what stands after the element types.
    private mutating func end(_ open: UnfinishedType) throws(SerializationFault) {
        switch open.elements {
        case .types: json.write("], ")
        case .fields: json.write(#"}, "is_typed_dict": true, "#)
        }
        try writeNames(of: open.type)
    }

    private mutating func writeNames(of type: TypeReference) throws(SerializationFault) {
        guard !type.module.utf8.isEmpty else { throw .noModule }
        guard !type.qualname.utf8.isEmpty else { throw .noQualname }
        guard !type.isLocal else { throw .localType }
        json.write(#""module": "#)
        json.write(quoting: type.module)
        json.write(#", "qualname": "#)
        json.write(quoting: type.qualname)
        json.write("}")
    }
}
