/// A pattern with wildcards, which databases have and the contract does not.
struct Pattern {
    private enum Part: Equatable {
        case anyText
        case anyCharacter
        case oneOf([Unicode.Scalar])
        case scalar(Unicode.Scalar)
    }

    private let parts: [Part]
    private let isCaseSensitive: Bool

    /// SQL's LIKE: `%` and `_` are wildcards, and ASCII case does not matter by default.
    static func like(_ text: String, isCaseSensitive: Bool = false) -> Pattern {
        Pattern(
            parts: text.unicodeScalars.map { $0 == "%" ? .anyText : $0 == "_" ? .anyCharacter : .scalar($0) },
            isCaseSensitive: isCaseSensitive
        )
    }

    /// GLOB: `*`, `?` and sets in brackets are wildcards.
    static func glob(_ text: String) -> Pattern {
        var parts: [Part] = []
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": parts.append(.anyText)
            case "?": parts.append(.anyCharacter)
            case "[":
                guard let end = rest.firstIndex(of: "]") else {
                    parts.append(.scalar(scalar))
                    continue
                }
                parts.append(.oneOf(Array(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            default: parts.append(.scalar(scalar))
            }
        }
        return Pattern(parts: parts, isCaseSensitive: true)
    }

    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        // The lengths of the prefixes of the text that the parts so far match.
        var ends: Set<Int> = [0]
        for part in parts where !ends.isEmpty {
            if part == .anyText {
                ends = ends.min().map { Set($0...scalars.count) } ?? []
            } else {
                ends = Set(ends.filter { $0 < scalars.count && matches(scalars[$0], part) }.map { $0 + 1 })
            }
        }
        return ends.contains(scalars.count)
    }

    private func matches(_ scalar: Unicode.Scalar, _ part: Part) -> Bool {
        switch part {
        case .anyText, .anyCharacter: true
        case .oneOf(let scalars): scalars.contains(scalar)
        case .scalar(let wanted): folded(scalar) == folded(wanted)
        }
    }

    private func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard !isCaseSensitive, ("A"..."Z").contains(scalar) else { return scalar }
        return Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) + 32)
    }
}
