import CallTraces

/// Writes values as Swift expressions, so that a history can be pasted into a test.
enum SwiftText {
    /// The length, in bytes, beyond which a text is abbreviated.
    static let longestText = 200

    /// A string literal; invisible characters and combining marks are escaped as `\u{…}`.
    static func string(_ text: String) -> String {
        guard text.utf8.count > longestText else { return literal(text.unicodeScalars) }
        if let first = text.unicodeScalars.first, text.unicodeScalars.allSatisfy({ $0 == first }) {
            return "String(repeating: \(literal([first])), count: \(number(text.unicodeScalars.count)))"
        }
        return "\(literal(text.unicodeScalars.prefix(60))) /* and so on, \(grouped(text.utf8.count)) bytes in all */"
    }

    /// A call trace; parts with default values are left out.
    static func trace(_ trace: CallTrace) -> String {
        var arguments = ["module: \(string(trace.module))", "qualname: \(string(trace.qualname))"]
        if !trace.argTypes.isEmpty { arguments.append("argTypes: \(types(trace.argTypes))") }
        if let returnType = trace.returnType { arguments.append("returnType: \(type(returnType))") }
        if let yieldType = trace.yieldType { arguments.append("yieldType: \(type(yieldType))") }
        return "CallTrace(\(arguments.joined(separator: ", ")))"
    }

    /// A reference to a type.
    static func type(_ type: TypeReference) -> String {
        if type == .noneType { return ".noneType" }
        let name = "module: \(string(type.module)), qualname: \(string(type.qualname))"
        switch type.content {
        case .bare:
            return "TypeReference(\(name))"
        case .elementTypes(let elements):
            return "TypeReference(\(name), elementTypes: [\(list(elements.map(self.type)))])"
        case .typedDict(let fields):
            return "TypeReference(\(name), typedDict: \(types(fields)))"
        }
    }

    /// Types by name, as a dictionary literal.
    static func types(_ types: NamedTypes) -> String {
        types.isEmpty ? "[:]" : "[\(list(types.map { "\(string($0.name)): \(type($0.type))" }))]"
    }

    /// An array literal, with one element per line if there are several.
    static func array(_ elements: [String]) -> String {
        switch elements.count {
        case 0: "[]"
        case 1: "[\(elements[0])]"
        default: "[\n" + shortened(elements).map { "    \($0),\n" }.joined() + "]"
        }
    }

    /// A limit, by its name if it has one.
    static func limit(_ limit: Int) -> String {
        switch limit {
        case .max: ".max"
        case .min: ".min"
        default: number(limit)
        }
    }

    /// A half-open range.
    static func range(_ range: Range<Int>) -> String {
        "\(number(range.lowerBound))..<\(number(range.upperBound))"
    }

    /// A number as Swift writes it, `10_000`.
    static func number(_ value: Int) -> String {
        grouped(value, by: "_")
    }

    /// A number as a sentence writes it, `10,000`.
    static func grouped(_ value: Int, by separator: String = ",") -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: separator)
    }

    /// A number with its noun, `1 trace` or `2,000 traces`.
    static func count(_ count: Int, _ thing: String, _ plural: String = "s") -> String {
        "\(grouped(count)) \(thing)\(count == 1 ? "" : plural)"
    }

    private static func list(_ elements: [String]) -> String {
        shortened(elements).joined(separator: ", ")
    }

    /// The first few of many, so that reports stay readable.
    private static func shortened(_ elements: [String]) -> [String] {
        guard elements.count > 12 else { return elements }
        return elements.prefix(6) + ["/* and \(grouped(elements.count - 6)) more */"]
    }

    private static func literal(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = "\""
        for scalar in scalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0": text += "\\0"
            case _ where isVisible(scalar): text.unicodeScalars.append(scalar)
            default: text += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return text + "\""
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .nonspacingMark, .spacingMark, .enclosingMark,
            .lineSeparator, .paragraphSeparator:
            false
        case .spaceSeparator:
            scalar == " "
        default:
            true
        }
    }
}

extension SwiftText {
    /// Names, or the first few of many.
    static func names(_ names: [String]) -> String {
        let shown = names.sorted { $0.precedesByBytes($1) }.prefix(12).map(string).joined(separator: ", ")
        return "[\(shown)\(names.count > 12 ? ", /* and so on */" : "")]"
    }
}

extension String {
    /// The text with every line indented.
    package var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }
            .joined(separator: "\n")
    }
}
