/// Takes apart the name that `String(reflecting:)` gives for a Swift type.
///
/// Whatever it does not know makes it give up, and so does nesting beyond a bound, for it is recursive.
struct SwiftTypeNameParser {
    /// How many types may enclose a type.
    static let maximumNesting = 100

    /// The name cannot be taken apart.
    struct Unknown: Error {}

    var text: SwiftTypeNameScanner
    private var nesting = 0

    init(_ name: String) {
        text = SwiftTypeNameScanner(name)
    }

    /// Gives the type that the whole name stands for, or `nil`.
    mutating func parse() -> TypeReference? {
        guard let type = try? parseType(), text.isAtEnd else { return nil }
        return type
    }

    /// Parses a type of any kind.
    mutating func parseType() throws(Unknown) -> TypeReference {
        guard nesting < Self.maximumNesting else { throw Unknown() }
        nesting += 1
        defer { nesting -= 1 }

        let isConstrained = text.skip("any ")
        var members = [try parseMember(isConstrained: isConstrained)]
        while text.skip(" & ") {
            members.append(try parseMember(isConstrained: isConstrained))
        }
        // What follows the last member belongs to them all: `any P & Q<Self.P.Element == Int>`, `P & Q.Type`.
        var type = members.count == 1 ? members[0] : TypeReference(swift: "Composition", members)
        if isConstrained, text.isNext("<") { type.qualname += try text.readBrackets() }
        while let suffix = text.skipMetatypeSuffix() {
            type = TypeReference(swift: suffix, [type])
        }
        return type
    }

    /// Parses types up to a closing bracket.
    private mutating func parseTypes(until end: StaticString) throws(Unknown) -> [TypeReference] {
        guard !text.skip(end) else { return [] }
        var types: [TypeReference] = []
        repeat {
            types.append(try parseType())
        } while text.skip(", ")
        guard text.skip(end) else { throw Unknown() }
        return types
    }

    /// Parses one member of a composition, or a type that stands alone.
    private mutating func parseMember(isConstrained: Bool) throws(Unknown) -> TypeReference {
        if text.skip("(extension in ") {
            let module = try text.readIdentifier()
            guard text.skip("):") else { throw Unknown() }
            return try parseNominal(module: module, isConstrained: isConstrained)
        }
        if text.isNext("(") || text.isNext("@") || text.isNext("nonisolated(") { return try parseParentheses() }
        if text.skip("Pack{") { return TypeReference(swift: "Pack", try parseTypes(until: "}")) }
        let name = try text.readIdentifier()
        if name == "Any" || Int(name) != nil { return TypeReference(module: "Swift", qualname: name) }
        guard text.skip(".") else { throw Unknown() }
        return try parseNominal(module: name, isConstrained: isConstrained)
    }

    /// Parses the names of a type within its module, each with its generic arguments.
    private mutating func parseNominal(module: String, isConstrained: Bool) throws(Unknown) -> TypeReference {
        var qualname = ""
        var arguments: [TypeReference]?
        repeat {
            qualname += qualname.isEmpty ? "" : "."
            qualname += try text.readIdentifier()
            if isConstrained, text.isNext("<Self") { break }
            if text.skip("<") {
                arguments = (arguments ?? []) + (try parseTypes(until: ">"))
            }
        } while !text.isMetatypeSuffixNext && !text.isNext("...") && text.skip(".")
        let content = arguments.map(TypeReference.Content.elementTypes) ?? .bare
        return TypeReference(module: module, qualname: qualname, content: content)
    }
}

extension TypeReference {
    /// Creates a reference to a kind of type that has a keyword or punctuation in Swift, and no name.
    init(swift qualname: String, _ elementTypes: [TypeReference]) {
        self.init(module: "Swift", qualname: qualname, elementTypes: elementTypes)
    }
}
