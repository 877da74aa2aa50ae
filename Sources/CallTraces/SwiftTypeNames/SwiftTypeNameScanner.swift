/// Splits the name that `String(reflecting:)` returns for a Swift type into words.
struct SwiftTypeNameScanner {
    typealias Unknown = SwiftTypeNameParser.Unknown

    private static let punctuation = Array("()<>{} .,:&`@".utf8)

    private let bytes: [UInt8]
    private var offset = 0

    init(_ name: String) {
        bytes = Array(name.utf8)
    }

    var isAtEnd: Bool { offset == bytes.count }

    /// Whether the constraint of an existential comes next, such as `<Self.shop.P.Element == Swift.Int>`.
    var isConstraintNext: Bool { isNext("<Self.") }

    /// Whether the attribute of a function type comes next.
    var isAttributeNext: Bool { isNext("@") || isNext("nonisolated(") }

    /// Whether `.Type` or `.Protocol` comes next, and not a longer name.
    var isMetatypeSuffixNext: Bool {
        var ahead = self
        return ahead.skipMetatypeSuffix() != nil
    }

    private var isNameNext: Bool { !isAtEnd && !Self.punctuation.contains(bytes[offset]) }

    func isNext(_ literal: StaticString) -> Bool {
        bytes.withUnsafeBytes { bytes in
            let end = min(offset + literal.utf8CodeUnitCount, bytes.count)
            return UnsafeRawBufferPointer(rebasing: bytes[offset..<end]).hasBytes(of: literal)
        }
    }

    /// Skips a literal.
    ///
    /// - Returns: Whether the literal came next.
    mutating func skip(_ literal: StaticString) -> Bool {
        guard isNext(literal) else { return false }
        offset += literal.utf8CodeUnitCount
        return true
    }

    /// Skips `.Type` or `.Protocol`.
    ///
    /// - Returns: The word after the period; `nil` if neither came next.
    mutating func skipMetatypeSuffix() -> String? {
        let start = offset
        if skip(".Type") || skip(".Protocol"), !isNameNext { return text(from: start + 1) }
        offset = start
        return nil
    }

    /// Reads a name: plain, in backticks, or the scope of a local type in parentheses.
    mutating func readIdentifier() throws(Unknown) -> String {
        if isNext("(") { return try readBrackets() }
        let start = offset
        if isNext("`") { try skipByteOrBackticks() } else { while isNameNext { offset += 1 } }
        guard offset > start else { throw Unknown() }
        return text(from: start)
    }

    /// Reads from an opening bracket up to and including the closing bracket that matches it.
    mutating func readBrackets() throws(Unknown) -> String {
        let start = offset
        var depth = 0
        repeat {
            if skip("->") { continue }
            if isNext("(") || isNext("<") || isNext("{") { depth += 1 }
            if isNext(")") || isNext(">") || isNext("}") { depth -= 1 }
            try skipByteOrBackticks()
        } while depth > 0
        return text(from: start)
    }

    /// Reads the label of an element and the colon after it, if there is one.
    mutating func readLabel() -> String? {
        let start = offset
        if !isNext("("), let label = try? readIdentifier(), skip(": ") { return label }
        offset = start
        return nil
    }

    /// Reads the specifiers of a parameter or result, such as `inout `.
    mutating func readSpecifiers() -> String {
        let start = offset
        while skip("inout ") || skip("sending ") || skip("isolated ") || skip("__owned ") || skip("__shared ") {}
        return text(from: start)
    }

    /// Reads the attributes of a function type, such as `@Sendable `.
    mutating func readAttributes() throws(Unknown) -> String {
        let start = offset
        while isAttributeNext {
            while !skip(" ") {
                if isNext("(") { _ = try readBrackets() } else { try skipByteOrBackticks() }
            }
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

    /// Skips one byte, or a whole name in backticks.
    private mutating func skipByteOrBackticks() throws(Unknown) {
        guard !isAtEnd else { throw Unknown() }
        let isQuoted = isNext("`")
        offset += 1
        guard isQuoted else { return }
        guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "`")) else { throw Unknown() }
        offset = end + 1
    }

    private func text(from start: Int) -> String {
        String(decoding: bytes[start..<offset], as: UTF8.self)
    }
}
