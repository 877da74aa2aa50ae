extension JSONScanner {
    /// Skips one value, which must be valid JSON, or `NaN`, `Infinity`, or `-Infinity`, which Python accepts too.
    ///
    /// - Returns: Whether Python considers the value true: not null, false, zero, or an empty string, array, or
    /// object.
    mutating func skipValue() throws(JSONFault) -> Bool {
        skipWhitespace()
        return switch next {
        case UInt8.openBrace: try skipBrackets(closer: .closeBrace)
        case UInt8.openBracket: try skipBrackets(closer: .closeBracket)
        default: try skipScalar()
        }
    }

    /// Skips an array or object, without recursion, as its depth is up to whoever wrote it.
    private mutating func skipBrackets(closer: UInt8) throws(JSONFault) -> Bool {
        offset += 1
        var closers = [closer]
        var isFirst = true
        var isEmpty = true
        while let closer = closers.last {
            guard try nextElement(before: closer, isFirst: &isFirst) else {
                closers.removeLast()
                isFirst = false
                continue
            }
            isEmpty = false
            if closer == .closeBrace { _ = try readName() }
            let opensObject = consume(.openBrace)
            guard opensObject || consume(.openBracket) else {
                _ = try skipScalar()
                continue
            }
            guard closers.count < TypeReference.maximumNesting else { throw fault(.bracketsTooDeep) }
            closers.append(opensObject ? .closeBrace : .closeBracket)
            isFirst = true
        }
        return !isEmpty
    }

    private mutating func skipScalar() throws(JSONFault) -> Bool {
        switch next {
        case UInt8.quote:
            offset += 1
            return try !scanString().bytes.isEmpty
        case UInt8(ascii: "n") where skip("null"), UInt8(ascii: "f") where skip("false"):
            return false
        case UInt8(ascii: "t") where skip("true"), UInt8(ascii: "N") where skip("NaN"),
            UInt8(ascii: "I") where skip("Infinity"), UInt8(ascii: "-") where skip("-Infinity"):
            return true
        default:
            return try skipNumber()
        }
    }

    private mutating func skipNumber() throws(JSONFault) -> Bool {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        let firstDigit = offset
        guard skipDigits() else {
            offset = start
            throw fault(.noValue)
        }
        if bytes[firstDigit] == UInt8(ascii: "0") { offset = firstDigit + 1 }
        if next == UInt8(ascii: ".") { skipDigits(after: 1) }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            let isSigned =
                offset + 1 < bytes.count && [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[offset + 1])
            skipDigits(after: isSigned ? 2 : 1)
        }
        return Double(String(decoding: bytes[start..<offset], as: UTF8.self)) != 0
    }

    /// Skips digits.
    ///
    /// - Returns: Whether there was at least one.
    private mutating func skipDigits() -> Bool {
        let start = offset
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { offset += 1 }
        return offset > start
    }

    /// Skips the fraction or exponent of a number, or nothing if it has no digits.
    private mutating func skipDigits(after length: Int) {
        let start = offset
        offset += length
        if !skipDigits() { offset = start }
    }
}
