/// A writer of types as MonkeyType's JSON, with sorted keys, without recursion.
struct TypeWriter: ~Copyable {
    /// A type with nested element types that are being written.
    private struct UnfinishedType {
        let type: TypeReference
        /// The sorted fields of a typed dict.
        let fields: [NamedTypes.Element]
        /// The number of element types written.
        var written = 0

        init(_ type: TypeReference) {
            self.type = type
            fields = if case .typedDict(let fields) = type.content { fields.sortedByName } else { [] }
        }
    }

    private var json = JSONWriter()

    /// Memory that is reused from type to type, and empty in between.
    private var enclosing: [UnfinishedType] = []

    /// The position, in the order of names, of the argument whose type is being written.
    private var argument: Int?

    /// Removes everything written, and keeps the memory.
    mutating func clear() {
        json.clear()
        argument = nil
    }

    /// Calls a closure with the bytes written.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        json.withBytes(body)
    }

    /// Returns the name of the argument whose type could not be written, if any.
    func argument(of trace: CallTrace) -> String? {
        argument.map { trace.argTypes.sortedByName[$0].name }
    }

    /// Writes a string that is not JSON.
    ///
    /// - Returns: The number of bytes written.
    mutating func write(asItIs string: String) -> Int {
        let start = json.count
        json.write(asItIs: string)
        return json.count - start
    }

    /// Writes arguments as an object that maps names to types.
    ///
    /// - Returns: The number of bytes written.
    mutating func write(_ arguments: NamedTypes) throws(SerializationFault) -> Int {
        let start = json.count
        json.write("{")
        let sorted = arguments.sortedByName
        // A span borrows its elements. Copying a type would cost more than writing it.
        let elements = sorted.span
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
    /// - Returns: The number of bytes written.
    mutating func write(_ type: TypeReference) throws(SerializationFault) -> Int {
        let start = json.count
        try writeNested(type)
        return json.count - start
    }

    private mutating func writeNested(_ type: TypeReference) throws(SerializationFault) {
        guard try begin(type, nesting: 0) else { return }
        var enclosing: [UnfinishedType] = []
        swap(&enclosing, &self.enclosing)
        enclosing.append(UnfinishedType(type))
        while let innermost = enclosing.indices.last {
            if let open = try writeElements(of: &enclosing[innermost], nesting: enclosing.count) {
                enclosing.append(open)
            } else {
                try end(enclosing.removeLast().type)
            }
        }
        swap(&enclosing, &self.enclosing)
    }

    /// Writes a whole type or, if its element types have element types of their own, only what comes before them.
    ///
    /// - Returns: Whether the element types are still to be written.
    private mutating func begin(_ type: TypeReference, nesting: Int) throws(SerializationFault) -> Bool {
        switch type.content {
        case .bare:
            json.write("{")
        case .elementTypes(let types) where types.isEmpty:
            json.write(#"{"elem_types": [], "#)
        case .typedDict(let fields) where fields.isEmpty:
            json.write(#"{"elem_types": {}, "is_typed_dict": true, "#)
        case .elementTypes(let types):
            guard nesting < TypeReference.maximumNesting else { throw .typesTooDeep }
            json.write(#"{"elem_types": ["#)
            guard types.span.areBare else { return true }
            try writeBare(types.span)
            json.write("], ")
        case .typedDict:
            guard nesting < TypeReference.maximumNesting else { throw .typesTooDeep }
            json.write(#"{"elem_types": {"#)
            return true
        }
        try writeNames(of: type)
        return false
    }

    private mutating func writeBare(_ types: Span<TypeReference>) throws(SerializationFault) {
        for position in types.indices {
            json.write(position == 0 ? "{" : ", {")
            try writeNames(of: types[position])
        }
    }

    /// Writes element types up to the first that cannot be written at once.
    ///
    /// - Returns: The element type that was begun; `nil` if all are written.
    private mutating func writeElements(
        of open: inout UnfinishedType,
        nesting: Int
    ) throws(SerializationFault) -> UnfinishedType? {
        switch open.type.content {
        case .bare:
            break
        case .elementTypes(let types):
            let types = types.span
            while open.written < types.count {
                if open.written > 0 { json.write(", ") }
                open.written += 1
                if try begin(types[open.written - 1], nesting: nesting) {
                    return UnfinishedType(types[open.written - 1])
                }
            }
        case .typedDict:
            while open.written < open.fields.count {
                if open.written > 0 { json.write(", ") }
                let field = open.fields[open.written]
                json.write(quoting: field.name)
                json.write(": ")
                open.written += 1
                if try begin(field.type, nesting: nesting) { return UnfinishedType(field.type) }
            }
        }
        return nil
    }

    /// Writes what comes after the element types.
    private mutating func end(_ type: TypeReference) throws(SerializationFault) {
        if case .typedDict = type.content {
            json.write(#"}, "is_typed_dict": true, "#)
        } else {
            json.write("], ")
        }
        try writeNames(of: type)
    }

    private mutating func writeNames(of type: TypeReference) throws(SerializationFault) {
        json.write(#""module": "#)
        try write(name: type.module, ifEmpty: .noModule)
        json.write(#", "qualname": "#)
        try write(name: type.qualname, ifEmpty: .noQualname)
        json.write("}")
    }

    private mutating func write(name: String, ifEmpty fault: SerializationFault) throws(SerializationFault) {
        guard !name.isEmpty else { throw fault }
        guard !name.containsBytes(of: TypeReference.localScopeMark) else { throw .localType }
        json.write(quoting: name)
    }
}

extension Span<TypeReference> {
    fileprivate var areBare: Bool {
        for position in indices {
            guard case .bare = self[position].content else { return false }
        }
        return true
    }
}
