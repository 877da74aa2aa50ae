import CallTraces

/// A place in a trace where a text can occur.
enum TextPlace: String, CaseIterable, Sendable {
    case qualname = "qualnames"
    case argument = "names of arguments"
    case typeModule = "modules of types"
    case typeQualname = "qualnames of types"
    case elementModule = "modules of element types"
    case elementQualname = "qualnames of element types"
    case field = "names of fields"
    case fieldTypeModule = "modules of types of fields"
    case fieldTypeQualname = "qualnames of types of fields"
    case nestedField = "names of fields of an element type"

    /// A trace with a text in this place.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - number: Makes the trace differ from the others in more than the text; without it, only the text differs.
    /// - Returns: The trace, in a module named after the place.
    func trace(with text: String, number: Int? = nil) -> CallTrace {
        let unique = number.map { "f\($0)" } ?? "f"
        let other = TypeReference(module: "t", qualname: number.map { "T\($0)" } ?? "T")
        func inEveryPosition(_ type: TypeReference) -> CallTrace {
            CallTrace(module: rawValue, qualname: unique, argTypes: ["x": type], returnType: type, yieldType: type)
        }
        return switch self {
        case .qualname: CallTrace(module: rawValue, qualname: text, returnType: other)
        case .argument: CallTrace(module: rawValue, qualname: unique, argTypes: [text: .int])
        case .typeModule: inEveryPosition(TypeReference(module: text, qualname: "T"))
        case .typeQualname: inEveryPosition(TypeReference(module: "t", qualname: text))
        case .elementModule: inEveryPosition(.list(of: TypeReference(module: text, qualname: "T")))
        case .elementQualname: inEveryPosition(.list(of: TypeReference(module: "t", qualname: text)))
        case .field: inEveryPosition(.record([text: .int]))
        case .fieldTypeModule: inEveryPosition(.record(["a": TypeReference(module: text, qualname: "T")]))
        case .fieldTypeQualname: inEveryPosition(.record(["a": TypeReference(module: "t", qualname: text)]))
        case .nestedField: inEveryPosition(.list(of: .record(["a": .record([text: .int])])))
        }
    }

    /// Whether the text may be empty: names of arguments and fields may.
    var allowsEmpty: Bool {
        switch self {
        case .argument, .field, .nestedField: true
        default: false
        }
    }

    /// The traces with every text of the corpus in every place, by kind of text.
    ///
    /// - Parameter isUnique: Whether the traces differ in more than the text.
    /// - Returns: The traces, by place and kind.
    static func traces(unique isUnique: Bool) -> [CaseKind<CallTrace>] {
        allCases.flatMap { place in
            let kinds =
                TextCorpus.kinds.map { CaseKind($0.name, $0.cases) }
                + (place.allowsEmpty ? [CaseKind("the empty text", [""])] : [])
            var number = 0
            return kinds.map { kind in
                CaseKind(
                    "\(place.rawValue): \(kind.name)",
                    kind.cases.map { text in
                        number += 1
                        return place.trace(with: text, number: isUnique ? number : nil)
                    }
                )
            }
        }
    }
}
