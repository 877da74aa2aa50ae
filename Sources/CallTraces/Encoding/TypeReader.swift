/// A reader of types from JSON text that accepts what MonkeyType accepts, without recursion.
struct TypeReader {
    private var scanner: JSONScanner

    /// The argument whose type is being read.
    private(set) var argument: String?

    init(_ bytes: UnsafeRawBufferPointer) {
        scanner = JSONScanner(bytes.assumingMemoryBound(to: UInt8.self))
    }

    /// Reads the whole text as an object that maps argument names to types.
    mutating func readArguments() throws(JSONFault) -> NamedTypes {
        guard scanner.consume(.openBrace) else { throw scanner.fault(.notArguments) }
        var arguments = ReadFields()
        var enclosing: [OpenType] = []
        var isFirst = true
        while try scanner.nextElement(before: .closeBrace, isFirst: &isFirst) {
            let name = try scanner.readName().string
            argument = name
            arguments.append(name, try readType(enclosing: &enclosing))
            argument = nil
        }
        try scanner.finish()
        if let first = arguments.firstFault {
            argument = first.name
            throw first.fault
        }
        return arguments.types
    }

    /// Reads the whole text as one type.
    mutating func readSingleType() throws(JSONFault) -> TypeReference {
        var enclosing: [OpenType] = []
        let result = try readType(enclosing: &enclosing)
        try scanner.finish()
        switch result {
        case .type(let type): return type
        case .fault(let fault): throw fault
        }
    }

    /// Reads one value in the place of a type; `enclosing` is memory to reuse, empty before and after.
    private mutating func readType(enclosing: inout [OpenType]) throws(JSONFault) -> ReadType {
        nextValue: while true {
            var result: ReadType
            if let type = readPlainType() {
                result = .type(type)
            } else if scanner.consume(.openBrace) {
                var type = OpenType(offset: scanner.offset - 1)
                if try readMembers(of: &type) {
                    guard enclosing.count < TypeReference.maximumNesting else { throw scanner.fault(.typesTooDeep) }
                    enclosing.append(type)
                    continue nextValue
                }
                result = type.result
            } else {
                result = .fault(scanner.fault(.notAType))
                _ = try scanner.skipValue()
            }
            while let innermost = enclosing.indices.last {
                enclosing[innermost].append(result)
                if try moveToElement(of: &enclosing[innermost]) { continue nextValue }
                if let names = readNames(after: #", "module": ""#) {
                    enclosing[innermost].module = names.module
                    enclosing[innermost].qualname = names.qualname
                } else if try readMembers(of: &enclosing[innermost]) {
                    continue nextValue
                }
                result = enclosing.removeLast().result
            }
            return result
        }
    }

    /// Reads a type without elements, formatted exactly as MonkeyType does, as most types are.
    ///
    /// - Returns: The type; `nil`, having read nothing, if something else comes next.
    private mutating func readPlainType() -> TypeReference? {
        scanner.skipWhitespace()
        return readNames(after: #"{"module": ""#).map { TypeReference(module: $0.module, qualname: $0.qualname) }
    }

    /// Reads the module, the qualname, and the closing brace of a type, formatted exactly as MonkeyType does.
    ///
    /// - Parameter prefix: The text that must come before the module.
    /// - Returns: The names; `nil`, having read nothing, if something else comes next.
    private mutating func readNames(after prefix: StaticString) -> (module: String, qualname: String)? {
        let start = scanner.offset
        if scanner.skip(prefix), let module = try? scanner.scanString(), scanner.skip(#", "qualname": ""#),
            let qualname = try? scanner.scanString(), scanner.skip("}")
        {
            return (module.string, qualname.string)
        }
        scanner.offset = start
        return nil
    }

    /// Reads the members of a type, up to its closing brace or the first of its element types.
    ///
    /// - Returns: Whether an element type comes next.
    private mutating func readMembers(of type: inout OpenType) throws(JSONFault) -> Bool {
        while try scanner.nextElement(before: .closeBrace, isFirst: &type.isFirstMember) {
            switch TypeKey(try scanner.readName()) {
            case .module: type.module = try readText()
            case .qualname: type.qualname = try readText()
            case .isTypedDict: type.isTypedDict = try scanner.skipValue()
            case .unknown: _ = try scanner.skipValue()
            case .elemTypes:
                try beginElements(of: &type)
                if try moveToElement(of: &type) { return true }
            }
        }
        return false
    }

    /// Reads a string, or skips a value that is not a string.
    private mutating func readText() throws(JSONFault) -> String? {
        guard scanner.consume(.quote) else {
            _ = try scanner.skipValue()
            return nil
        }
        return try scanner.scanString().string
    }

    private mutating func beginElements(of type: inout OpenType) throws(JSONFault) {
        if scanner.consume(.openBracket) {
            type.beginElements(.list)
        } else if scanner.consume(.openBrace) {
            type.beginElements(.fields)
        } else {
            type.beginElements(scanner.next == UInt8(ascii: "n") ? .none : .neither)
            _ = try scanner.skipValue()
        }
    }

    /// Advances to the next element type, or past the end of the element types.
    ///
    /// - Returns: Whether an element type comes next.
    private mutating func moveToElement(of type: inout OpenType) throws(JSONFault) -> Bool {
        switch type.elements {
        case .none, .neither:
            return false
        case .list:
            return try scanner.nextElement(before: .closeBracket, isFirst: &type.isFirstElement)
        case .fields:
            guard try scanner.nextElement(before: .closeBrace, isFirst: &type.isFirstElement) else { return false }
            type.fieldName = try scanner.readName().string
            return true
        }
    }
}
