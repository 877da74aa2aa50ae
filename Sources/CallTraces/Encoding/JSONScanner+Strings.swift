extension JSONScanner {
    /// Reads the rest of a string after its opening quote, including its closing quote.
    ///
    /// Every escape is validated, so that decoding the text cannot fail.
    mutating func scanString() throws(JSONFault) -> JSONText {
        let start = offset
        var hasEscapes = false
        while true {
            skipPlainBytes()
            switch next {
            case UInt8.quote:
                defer { offset += 1 }
                return JSONText(bytes: UnsafeBufferPointer(rebasing: bytes[start..<offset]), hasEscapes: hasEscapes)
            case UInt8.backslash:
                hasEscapes = true
                try skipEscape()
            case nil:
                throw fault(.endsEarly)
            default:
                throw fault(.controlCharacter)
            }
        }
    }

    /// Skips to the next quote, backslash, or control character, eight bytes at a time if possible.
    private mutating func skipPlainBytes() {
        let memory = UnsafeRawBufferPointer(bytes)
        while offset + 8 <= memory.count {
            let word = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let special = word.bytes(equalTo: .quote) | word.bytes(equalTo: .backslash) | word.bytes(below: 0x20)
            guard special == 0 else {
                offset += special.trailingZeroBitCount / 8
                return
            }
            offset += 8
        }
        while let byte = next, byte != .quote, byte != .backslash, byte >= 0x20 {
            offset += 1
        }
    }

    private mutating func skipEscape() throws(JSONFault) {
        guard offset + 1 < bytes.count else { throw fault(.endsEarly) }
        switch bytes[offset + 1] {
        case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"):
            let end = offset + 6
            guard end <= bytes.count else { throw fault(.endsEarly) }
            guard bytes[(offset + 2)..<end].allSatisfy({ $0.hexadecimalValue != nil }) else {
                throw fault(.unknownEscape)
            }
            offset = end
        default:
            throw fault(.unknownEscape)
        }
    }
}
