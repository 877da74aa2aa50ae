/// Walks over JSON text byte by byte, accepting what Python's `json` module accepts.
///
/// It is valid only within the closure that lent it the bytes. Every read is checked against their end.
struct JSONScanner {
    /// The whole text; its strings are valid UTF-8, for it was a `String`.
    let bytes: UnsafeBufferPointer<UInt8>

    /// The byte to read next.
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

    /// Skips white space, and the byte after it if that is the one asked for.
    mutating func consume(_ byte: UInt8) -> Bool {
        skipWhitespace()
        guard next == byte else { return false }
        offset += 1
        return true
    }

    /// Skips bytes that are exactly those of a literal.
    ///
    /// - Returns: Whether they were there.
    mutating func skip(_ literal: StaticString) -> Bool {
        let end = offset + literal.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        let found = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[offset..<end])
        guard found.hasBytes(of: literal) else { return false }
        offset = end
        return true
    }

    /// Moves to the next element of an array or object, or past its closing bracket.
    ///
    /// - Parameters:
    ///   - closer: The closing bracket.
    ///   - isFirst: Whether no element has been read; it is cleared.
    /// - Returns: Whether there is an element.
    /// - Throws: When neither a comma nor the closing bracket comes next.
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

    /// Refuses anything but white space up to the end.
    mutating func finish() throws(JSONFault) {
        skipWhitespace()
        guard next == nil else { throw fault(.trailingText) }
    }
}
