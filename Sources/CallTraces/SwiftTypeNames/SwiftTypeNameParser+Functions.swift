extension SwiftTypeNameParser {
    /// An element of a tuple, or a parameter of a function.
    private struct Element {
        var label: String?
        var specifiers = ""
        var type: TypeReference
        var isVariadic = false

        /// What is said of it beyond its type, with `_` for the type.
        var pattern: String {
            (label.map { "\($0): " } ?? "") + specifiers + "_" + (isVariadic ? "..." : "")
        }

        var isPlain: Bool { specifiers.isEmpty && !isVariadic }
    }

    /// Parses a function, a tuple, or a type in parentheses.
    mutating func parseParentheses() throws(Unknown) -> TypeReference {
        let attributes = try text.readAttributes()
        let elements = try parseElements()
        let effects = try text.readEffects()
        guard text.skip(" -> ") else {
            guard attributes.isEmpty, effects.isEmpty, elements.allSatisfy(\.isPlain) else { throw Unknown() }
            return tuple(of: elements)
        }
        let hasPatterns = elements.contains { $0.label != nil || !$0.isPlain }
        let parameters = hasPatterns ? "(\(elements.map(\.pattern).joined(separator: ", ")))" : ""
        let result = Element(specifiers: text.readSpecifiers(), type: try parseType())
        return TypeReference(
            swift: attributes + "Function" + parameters + effects + (result.isPlain ? "" : " -> \(result.pattern)"),
            [TypeReference(swift: "Tuple", elements.map(\.type)), result.type]
        )
    }

    private func tuple(of elements: [Element]) -> TypeReference {
        if elements.isEmpty { return .noneType }
        if elements.count == 1, elements[0].label == nil { return elements[0].type }
        let isLabelled = elements.contains { $0.label != nil }
        let labels = isLabelled ? "(\(elements.map { "\($0.label ?? "_"):" }.joined()))" : ""
        return TypeReference(swift: "Tuple\(labels)", elements.map(\.type))
    }

    private mutating func parseElements() throws(Unknown) -> [Element] {
        guard text.skip("(") else { throw Unknown() }
        guard !text.skip(")") else { return [] }
        var elements: [Element] = []
        repeat {
            let label = text.readLabel()
            let specifiers = text.readSpecifiers()
            var element = Element(label: label, specifiers: specifiers, type: try parseType())
            element.isVariadic = text.skip("...")
            elements.append(element)
        } while text.skip(", ")
        guard text.skip(")") else { throw Unknown() }
        return elements
    }
}
