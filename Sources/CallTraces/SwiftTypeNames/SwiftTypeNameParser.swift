/// Parses the name that `String(reflecting:)` returns for a Swift type.
///
/// The parser is recursive, so it fails if types are nested too deeply. It also fails on anything it does not know.
struct SwiftTypeNameParser {
    /// How many types may enclose a type.
    private static let maximumNesting = 100

    /// The name cannot be parsed.
    struct Unknown: Error {}

    /// An element of a tuple, or a parameter of a function.
    private struct Element {
        let label: String?
        /// Everything but label and type, with `_` in place of the type: `_`, `inout _`, `_...`.
        let pattern: String
        let type: TypeReference
    }

    private var text: SwiftTypeNameScanner
    private var nesting = 0

    init(_ name: String) {
        text = SwiftTypeNameScanner(name)
    }

    /// Returns the type that the whole name stands for, or `nil` if it cannot be parsed.
    mutating func parse() -> TypeReference? {
        guard let type = try? parseType(), text.isAtEnd else { return nil }
        return type
    }

    /// Parses a type of any kind.
    private mutating func parseType() throws(Unknown) -> TypeReference {
        guard nesting < Self.maximumNesting else { throw Unknown() }
        nesting += 1
        defer { nesting -= 1 }

        _ = text.skip("any ")
        var members: [TypeReference] = []
        repeat { members.append(try parseMember()) } while text.skip(" & ")
        // What follows the last member belongs to all of them: `any P & Q<Self.P.Element == Int>`, `P & Q.Type`.
        var type = members.count == 1 ? members[0] : TypeReference(swift: "Composition", members)
        if text.isConstraintNext { type.qualname += try text.readBrackets() }
        while let suffix = text.skipMetatypeSuffix() {
            type = TypeReference(swift: suffix, [type])
        }
        return type
    }

    /// Parses one member of a composition, or a type that stands alone.
    private mutating func parseMember() throws(Unknown) -> TypeReference {
        if text.skip("(extension in ") {
            let module = try text.readIdentifier()
            guard text.skip("):") else { throw Unknown() }
            return try parseNominal(module: module)
        }
        if text.isNext("(") || text.isAttributeNext { return try parseParentheses() }
        if text.skip("Pack{") { return TypeReference(swift: "Pack", try parseTypes(until: "}")) }
        let name = try text.readIdentifier()
        if name == "Any" || Int(name) != nil { return TypeReference(module: "Swift", qualname: name) }
        guard text.skip(".") else { throw Unknown() }
        return try parseNominal(module: name)
    }

    /// Parses the name of a type within its module; all generic arguments, those of outer types first, become one
    /// list.
    private mutating func parseNominal(module: String) throws(Unknown) -> TypeReference {
        var type = TypeReference(module: module, qualname: try text.readIdentifier())
        var arguments: [TypeReference] = []
        while true {
            if !text.isConstraintNext, text.skip("<") {
                arguments += try parseTypes(until: ">")
                type.content = .elementTypes(arguments)
            }
            guard !text.isMetatypeSuffixNext, !text.isNext("..."), text.skip(".") else { return type }
            type.qualname += ".\(try text.readIdentifier())"
        }
    }

    /// Parses a function, a tuple, or a type in parentheses.
    private mutating func parseParentheses() throws(Unknown) -> TypeReference {
        let attributes = try text.readAttributes()
        guard text.skip("(") else { throw Unknown() }
        let elements = try parseList(until: ")") { parser throws(Unknown) in try parser.parseElement() }
        let arePlain = elements.allSatisfy { $0.pattern == "_" }
        let types = elements.map(\.type)
        let hasLabels = elements.contains { $0.label != nil }
        let effects = try text.readEffects()
        if !hasLabels, text.skip(" -> ") {
            let parameters = arePlain ? "" : "(\(elements.map(\.pattern).joined(separator: ", ")))"
            let specifiers = text.readSpecifiers()
            let result = specifiers.isEmpty ? "" : " -> \(specifiers)_"
            return TypeReference(
                swift: "\(attributes)Function\(parameters)\(effects)\(result)",
                [TypeReference(swift: "Tuple", types), try parseType()]
            )
        }
        guard attributes.isEmpty, effects.isEmpty, arePlain else { throw Unknown() }
        if types.isEmpty { return .noneType }
        if types.count == 1, !hasLabels { return types[0] }
        let labels = hasLabels ? "(\(elements.map { "\($0.label ?? "_"):" }.joined()))" : ""
        return TypeReference(swift: "Tuple\(labels)", types)
    }

    private mutating func parseElement() throws(Unknown) -> Element {
        let label = text.readLabel()
        let specifiers = text.readSpecifiers()
        let type = try parseType()
        return Element(label: label, pattern: "\(specifiers)_\(text.skip("...") ? "..." : "")", type: type)
    }

    private mutating func parseTypes(until end: StaticString) throws(Unknown) -> [TypeReference] {
        try parseList(until: end) { parser throws(Unknown) in try parser.parseType() }
    }

    /// Parses items with commas between them, up to and including a closing bracket.
    private mutating func parseList<Item>(
        until end: StaticString,
        _ parseItem: (inout Self) throws(Unknown) -> Item
    ) throws(Unknown) -> [Item] {
        guard !text.skip(end) else { return [] }
        var items: [Item] = []
        repeat { items.append(try parseItem(&self)) } while text.skip(", ")
        guard text.skip(end) else { throw Unknown() }
        return items
    }
}

extension TypeReference {
    /// Creates a reference to a kind of type that Swift spells with a keyword or punctuation instead of a name.
    fileprivate init(swift qualname: String, _ elementTypes: [TypeReference]) {
        self.init(module: "Swift", qualname: qualname, elementTypes: elementTypes)
    }
}
