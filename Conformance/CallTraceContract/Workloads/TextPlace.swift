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
    ///   - number: Makes the trace differ from the others in more than the text, and puts a text of types into the
    ///     arguments, the return type and the yield type. Without it, the text occurs once, and only the text differs.
    /// - Returns: The trace, in a module named after the place.
    func trace(with text: String, number: Int? = nil) -> CallTrace {
        let unique = number.map { "f\($0)" } ?? "f"
        func trace(_ type: TypeReference, in part: CallTracePart) -> CallTrace {
            func isIn(_ other: CallTracePart) -> Bool { number != nil || part == other }
            return CallTrace(
                module: rawValue,
                qualname: unique,
                argTypes: isIn(.arguments) ? ["x": type] : [:],
                returnType: isIn(.returnType) ? type : nil,
                yieldType: isIn(.yieldType) ? type : nil
            )
        }
        // Modules, qualnames, and fields of types each occur in different parts of a trace.
        return switch self {
        case .qualname:
            CallTrace(
                module: rawValue,
                qualname: text,
                returnType: TypeReference(module: "t", qualname: number.map { "T\($0)" } ?? "T")
            )
        case .argument: CallTrace(module: rawValue, qualname: unique, argTypes: [text: .int])
        case .typeModule: trace(TypeReference(module: text, qualname: "T"), in: .arguments)
        case .typeQualname: trace(TypeReference(module: "t", qualname: text), in: .returnType)
        case .elementModule: trace(.list(of: TypeReference(module: text, qualname: "T")), in: .returnType)
        case .elementQualname: trace(.list(of: TypeReference(module: "t", qualname: text)), in: .yieldType)
        case .field: trace(.record([text: .int]), in: .arguments)
        case .fieldTypeModule: trace(.record(["a": TypeReference(module: text, qualname: "T")]), in: .yieldType)
        case .fieldTypeQualname: trace(.record(["a": TypeReference(module: "t", qualname: text)]), in: .arguments)
        case .nestedField: trace(.list(of: .record(["a": .record([text: .int])])), in: .yieldType)
        }
    }

    private enum CallTracePart {
        case arguments, returnType, yieldType
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

    /// The near twins that are told apart by the end of a long text.
    static let longTwins = allCases.map { place in
        CaseKind(
            "\(place.rawValue): long texts that differ at the end",
            TextCorpus.longEndings.map { place.trace(with: $0) }
        )
    }

    /// The near twins that are told apart by a NUL, which a store may reject, all of one module.
    static let twinsWithNUL: [CallTrace] = {
        let texts = TextCorpus.withNUL + TextCorpus.withoutNUL
        let traces =
            allCases.flatMap { place in texts.map { place.trace(with: $0) } }
            + NearTwins.joined(by: ["\0"]).flatMap(\.cases)
        return traces.map { trace in
            var trace = trace
            trace.module = "NUL"
            return trace
        }
    }()
}
