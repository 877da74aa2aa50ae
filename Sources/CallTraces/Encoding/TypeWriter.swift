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

    /// Lends its memory to the writing of a type, and is empty before and after.
    private var enclosing: [UnfinishedType] = []

    /// The position of the argument whose type is being written, by name.
    private var argument: Int?

    /// Forgets what was written.
    mutating func clear() {
        json.clear()
        argument = nil
    }

    /// Lends what was written.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        json.withBytes(body)
    }

    /// The name of the argument at whose type the writing ended, if it did.
    func argument(of trace: CallTrace) -> String? {
        argument.map { trace.argTypes.sortedByName[$0].name }
    }

    /// Writes the bytes of a string, which is no JSON then.
    ///
    /// - Returns: How many bytes.
    mutating func write(asItIs string: String) -> Int {
        let start = json.count
        json.write(asItIs: string)
        return json.count - start
    }

    /// Writes arguments, an object of name to type.
    ///
    /// - Returns: How many bytes.
    mutating func write(_ arguments: NamedTypes) throws(SerializationFault) -> Int {
        let start = json.count
        json.write("{")
        let elements = arguments.sortedByName
        for position in elements.indices {
            if position > 0 { json.write(", ") }
            argument = position
            json.write(quoting: elements[position].name)
            json.write(": ")
            try writeNested(elements[position].type)
        }
        argument = nil
        json.write("}")
        return json.count - start
    }

    /// Writes one type.
    ///
    /// - Returns: How many bytes.
    mutating func write(_ type: TypeReference) throws(SerializationFault) -> Int {
        let start = json.count
        try writeNested(type)
        return json.count - start
    }

    private mutating func writeNested(_ type: TypeReference) throws(SerializationFault) {
        guard let open = try begin(type) else { return }
        var enclosing: [UnfinishedType] = []
        swap(&enclosing, &self.enclosing)
        enclosing.append(open)
        while let innermost = enclosing.indices.last {
            if let open = try writeElements(of: &enclosing[innermost]) {
                guard enclosing.count < TypeReference.maximumNesting else { throw .typesTooDeep }
                enclosing.append(open)
            } else {
                try end(enclosing.removeLast())
            }
        }
        swap(&enclosing, &self.enclosing)
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
