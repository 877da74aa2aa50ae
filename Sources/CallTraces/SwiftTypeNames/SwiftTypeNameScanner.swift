/// Reads the words of the name that `String(reflecting:)` gives for a Swift type.
struct SwiftTypeNameScanner {
    typealias Unknown = SwiftTypeNameParser.Unknown

    private let bytes: [UInt8]
    private var offset = 0

    init(_ name: String) {
        bytes = Array(name.utf8)
    }

    var isAtEnd: Bool { offset == bytes.count }

    func isNext(_ literal: StaticString) -> Bool {
        bytes.withUnsafeBytes { bytes in
            let end = min(offset + literal.utf8CodeUnitCount, bytes.count)
            return UnsafeRawBufferPointer(rebasing: bytes[offset..<end]).hasBytes(of: literal)
        }
    }

    /// Skips a literal.
    ///
    /// - Returns: Whether it was there.
    mutating func skip(_ literal: StaticString) -> Bool {
        guard isNext(literal) else { return false }
        offset += literal.utf8CodeUnitCount
        return true
    }

    /// Reads a name: plain, in backticks, or the scope of a local type in parentheses.
    mutating func readIdentifier() throws(Unknown) -> String {
        if isNext("(") { return try readBrackets() }
        let start = offset
        if isNext("`") {
            try skipBackticks()
        } else {
            while !isAtEnd, Self.isInName(bytes[offset]) { offset += 1 }
        }
        guard offset > start else { throw Unknown() }
        return text(from: start)
    }

    /// Reads from an opening bracket to the closing one that belongs to it.
    mutating func readBrackets() throws(Unknown) -> String {
        let start = offset
        var depth = 0
        repeat {
            guard !isAtEnd else { throw Unknown() }
            switch bytes[offset] {
            case UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "{"):
                depth += 1
            case UInt8(ascii: ">") where offset > start && bytes[offset - 1] == UInt8(ascii: "-"):
                break
            case UInt8(ascii: ")"), UInt8(ascii: ">"), UInt8(ascii: "}"):
                depth -= 1
            case UInt8(ascii: "`"):
                try skipBackticks()
                continue
            default:
                break
            }
            offset += 1
        } while depth > 0
        return text(from: start)
    }

    /// Reads the label of an element and the colon after it, if there is one.
    mutating func readLabel() -> String? {
        let start = offset
        if let label = try? readIdentifier(), skip(": ") { return label }
        offset = start
        return nil
    }

    /// Reads what stands before a type without belonging to it, such as `inout `.
    mutating func readSpecifiers() -> String {
        let start = offset
        while skip("inout ") || skip("sending ") || skip("isolated ") || skip("__owned ") || skip("__shared ") {}
        return text(from: start)
    }

    /// Reads what stands before a function type, such as `@Sendable `.
    mutating func readAttributes() throws(Unknown) -> String {
        let start = offset
        while skip("@") || isNext("nonisolated(") {
            repeat {
                _ = try readIdentifier()
                if isNext("(") { _ = try readBrackets() }
            } while skip(".")
            guard skip(" ") else { throw Unknown() }
        }
        return text(from: start)
    }

    /// Reads the effects of a function type, such as ` async throws`.
    mutating func readEffects() throws(Unknown) -> String {
        let start = offset
        _ = skip(" async")
        if skip(" throws"), isNext("(") { _ = try readBrackets() }
        return text(from: start)
    }

    /// Whether `.Type` or `.Protocol` comes next, and not a longer name.
    var isMetatypeSuffixNext: Bool {
        var ahead = self
        return ahead.skipMetatypeSuffix() != nil
    }

    /// Skips `.Type` or `.Protocol`.
    ///
    /// - Returns: The word.
    mutating func skipMetatypeSuffix() -> String? {
        let start = offset
        if skip(".Type") || skip(".Protocol"), isAtEnd || !Self.isInName(bytes[offset]) {
            return text(from: start + 1)
        }
        offset = start
        return nil
    }

    private mutating func skipBackticks() throws(Unknown) {
        offset += 1
        while !isAtEnd, bytes[offset] != UInt8(ascii: "`") { offset += 1 }
        guard !isAtEnd else { throw Unknown() }
        offset += 1
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
            UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: "@"):
            false
        default:
            true
        }
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}
