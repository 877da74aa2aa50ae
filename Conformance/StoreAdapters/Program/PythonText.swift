import CallTraceContract
import CallTraces

/// Writes values as expressions in Python.
enum PythonText {
    /// How many traces of a batch are written, and how many of a longer one; the rest is counted.
    private static let (longestBatch, shortenedBatch) = (24, 6)

    /// A string literal in ASCII.
    static func string(_ text: String) -> String {
        let scalars = text.unicodeScalars
        if scalars.count > 40, let first = scalars.first, scalars.allSatisfy({ $0 == first }) {
            return "\(string(String(first))) * \(scalars.count)"
        }
        var literal = "\""
        for scalar in scalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case " "..."~": literal.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x100: literal += "\\x" + hexadecimal(scalar, 2)
            case _ where scalar.value < 0x10000: literal += "\\u" + hexadecimal(scalar, 4)
            default: literal += "\\U" + hexadecimal(scalar, 8)
            }
        }
        return literal + "\""
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, _ length: Int) -> String {
        let digits = String(scalar.value, radix: 16)
        return String(repeating: "0", count: length - digits.count) + digits
    }

    /// A call of `filter`.
    static func query(_ store: Int, _ module: String, _ prefix: String?, _ limit: Int?) -> String {
        let arguments = [
            string(module), prefix.map { "qualname_prefix=\(string($0))" }, limit.map { "limit=\($0)" },
        ].compactMap(\.self)
        return "store\(store).filter(\(arguments.joined(separator: ", ")))"
    }

    /// A list of traces, on one line or more; a long one is cut, with a comment.
    static func traces(_ traces: [CallTrace]) -> [String] {
        if let names = numberedNames(of: traces) { return [names] }
        guard traces.count != 1 else { return ["[\(trace(traces[0]))]"] }
        guard !traces.isEmpty else { return ["[]"] }
        let count = traces.count > longestBatch ? shortenedBatch : traces.count
        var lines = traces.prefix(count).map { "    \(trace($0))," }
        if count < traces.count { lines.append("    # and \(traces.count - count) more") }
        return ["["] + lines + ["]"]
    }

    /// A comprehension for traces of one module whose qualnames end in numbers that count up by one.
    private static func numberedNames(of traces: [CallTrace]) -> String? {
        guard traces.count > 3, let first = traces.first, let start = Int(first.qualname.digitsAtEnd) else {
            return nil
        }
        let prefix = first.qualname.dropLast(String(start).count)
        let isNumbered = zip(0..., traces).allSatisfy { offset, trace in
            trace == CallTrace(module: first.module, qualname: "\(prefix)\(start + offset)")
        }
        guard isNumbered, prefix.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && !"\"\\{}".utf8.contains($0) }) else {
            return nil
        }
        return "[trace(\(string(first.module)), f\"\(prefix){number}\")"
            + " for number in range(\(start), \(start + traces.count))]"
    }

    /// A call trace; parts with default values are left out.
    ///
    /// - Parameters:
    ///   - trace: The trace.
    ///   - isFormat: Whether the qualname contains variables in braces.
    /// - Returns: A call of the function `trace`.
    static func trace(_ trace: CallTrace, isFormat: Bool = false) -> String {
        var arguments = [string(trace.module), (isFormat ? "f" : "") + string(trace.qualname)]
        if !trace.argTypes.isEmpty { arguments.append(types(trace.argTypes)) }
        if let type = trace.returnType { arguments.append("return_type=\(self.type(type))") }
        if let type = trace.yieldType { arguments.append("yield_type=\(self.type(type))") }
        return "trace(\(arguments.joined(separator: ", ")))"
    }

    private static func types(_ types: NamedTypes) -> String {
        "{\(types.map { "\(string($0.name)): \(type($0.type))" }.joined(separator: ", "))}"
    }

    /// A type; the recursion is as deep as the kit's own traces.
    private static func type(_ type: TypeReference) -> String {
        let qualname = type.isLocalInSwift ? "f.<locals>.Local" : type.qualname
        switch type.content {
        case .typedDict(let fields):
            return "typed_dict(\(string(type.module)), \(string(qualname)), \(types(fields)))"
        case .bare:
            return name(type.module, qualname)
        case .elementTypes(let elements):
            let list = elements.map(self.type).joined(separator: ", ")
            return "\(name(type.module, qualname))[\(elements.isEmpty ? "()" : list)]"
        }
    }

    private static func name(_ module: String, _ qualname: String) -> String {
        let isIdentifier = !qualname.isEmpty && qualname.utf8.allSatisfy { Unicode.Scalar($0).properties.isAlphabetic }
        switch module {
        case "builtins" where qualname == "NoneType": return "type(None)"
        case "builtins" where isIdentifier: return qualname
        case "typing" where isIdentifier: return "typing.\(qualname)"
        default: return "cls(\(string(module)), \(string(qualname)))"
        }
    }
}

extension String {
    fileprivate var digitsAtEnd: String {
        String(decoding: utf8.reversed().prefix { (0x30...0x39).contains($0) }.reversed(), as: UTF8.self)
    }
}
