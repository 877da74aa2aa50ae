/// A scanner of JSON text that accepts what Python's `json` module accepts.
///
/// It is valid only within the closure that provides the bytes. Every read is bounds-checked.
struct JSONScanner {
    /// The whole text, which is valid UTF-8, as that of a row or a `String` is.
    let bytes: UnsafeBufferPointer<UInt8>

    /// The offset of the next byte.
    var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The next byte, or `nil` at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func fault(_ kind: JSONFault.Kind) -> JSONFault {
        JSONFault(kind: kind, offset: offset)
    }

    mutating func skipWhitespace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
        }
    }

    /// Skips white space, and the byte after it if it is equal to `byte`.
    ///
    /// - Returns: Whether the byte came next.
    mutating func consume(_ byte: UInt8) -> Bool {
        skipWhitespace()
        guard next == byte else { return false }
        offset += 1
        return true
    }

    /// Skips a literal.
    ///
    /// - Returns: Whether the literal came next.
    mutating func skip(_ literal: StaticString) -> Bool {
        let end = offset + literal.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let found = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[offset..<end])
        guard found.hasBytes(of: literal) else { return false }
        offset = end
        return true
    }

    /// Advances to the next element of an array or object, or past its closing bracket.
    ///
    /// - Parameters:
    ///   - closer: The closing bracket.
    ///   - isFirst: Whether no element has been read yet. It is set to `false`.
    /// - Returns: Whether there is another element.
    /// - Throws: A fault if neither a comma nor the closing bracket comes next.
    mutating func nextElement(before closer: UInt8, isFirst: inout Bool) throws(JSONFault) -> Bool {
        guard !consume(closer) else { return false }
        guard isFirst || consume(.comma) else { throw fault(.noComma) }
        isFirst = false
        return true
    }

    /// Reads the name of an object's member and the colon after it.
    mutating func readName() throws(JSONFault) -> JSONText {
        guard consume(.quote) else { throw fault(.noName) }
        let name = try scanString()
        guard consume(.colon) else { throw fault(.noColon) }
        return name
    }

    /// Throws a fault if anything but white space is left.
    mutating func finish() throws(JSONFault) {
        skipWhitespace()
        guard next == nil else { throw fault(.trailingText) }
    }
}
