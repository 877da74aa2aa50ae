import Foundation

/// A pattern with wildcards, which databases have and the contract does not.
struct Pattern {
    private enum Part: Equatable {
        case anyText
        case anyCharacter
        case oneOf([Unicode.Scalar])
        case scalar(Unicode.Scalar)
    }

    /// What comes before the first wildcard, compared at once because names may be a mebibyte long.
    private let literal: String
    private let parts: [Part]
    private let isCaseSensitive: Bool

    private init(_ text: String, isCaseSensitive: Bool, parts: (Substring.UnicodeScalarView) -> [Part]) {
        let end = text.utf8.index(text.startIndex, offsetBy: text.withCString { strcspn($0, "%_*?[") })
        literal = String(text[..<end])
        self.parts = parts(text.unicodeScalars[end...])
        self.isCaseSensitive = isCaseSensitive
    }

    /// SQL's LIKE: `%` and `_` are wildcards, and ASCII case does not matter by default.
    static func like(_ text: String, isCaseSensitive: Bool = false) -> Pattern {
        Pattern(text, isCaseSensitive: isCaseSensitive) { scalars in
            scalars.map { $0 == "%" ? .anyText : $0 == "_" ? .anyCharacter : .scalar($0) }
        }
    }

    /// GLOB: `*`, `?` and sets in brackets are wildcards.
    static func glob(_ text: String) -> Pattern {
        Pattern(text, isCaseSensitive: true) { scalars in
            var parts: [Part] = []
            var rest = scalars
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
            return parts
        }
    }

    func matches(_ text: String) -> Bool {
        guard text.utf8.count >= literal.utf8.count else { return false }
        let end = text.utf8.index(text.startIndex, offsetBy: literal.utf8.count)
        let isAlike = String(text[..<end]).withCString { bytes in
            literal.withCString { wanted in
                isCaseSensitive
                    ? strncmp(bytes, wanted, literal.utf8.count) == 0
                    : strncasecmp(bytes, wanted, literal.utf8.count) == 0
            }
        }
        return isAlike && matches(Array(text[end...].unicodeScalars))
    }

    private func matches(_ scalars: [Unicode.Scalar]) -> Bool {
        var (index, part) = (0, 0)
        // Where to go on if what follows the last `anyText` does not match: that part takes one scalar more.
        var retry: (index: Int, part: Int)?
        while index < scalars.count || part < parts.count {
            if part < parts.count, parts[part] == .anyText {
                part += 1
                // Nothing need follow.
                if part == parts.count { return true }
                retry = (index, part)
            } else if part < parts.count, index < scalars.count, matches(scalars[index], parts[part]) {
                (index, part) = (index + 1, part + 1)
            } else if let last = retry, last.index < scalars.count {
                retry = (last.index + 1, last.part)
                (index, part) = (last.index + 1, last.part)
            } else {
                return false
            }
        }
        return true
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
