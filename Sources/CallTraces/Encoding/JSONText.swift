/// A string within JSON text that has been validated but not decoded yet.
struct JSONText {
    /// The bytes between the quotes.
    let bytes: UnsafeBufferPointer<UInt8>

    /// Whether the bytes contain an escape.
    let hasEscapes: Bool

    /// The decoded string.
    ///
    /// The two escapes of a surrogate pair are combined. A lone surrogate, which a Swift string cannot represent,
    /// becomes U+FFFD.
    var string: String {
        guard hasEscapes else { return String(decoding: bytes, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: bytes.count, initializingUTF8With: decode(into:))
    }

    /// Writes the decoded bytes, which always fit, as no escape is shorter than the bytes it represents.
    private func decode(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var read = 0
        var written = 0
        while read < bytes.count {
            guard bytes[read] == .backslash else {
                target[written] = bytes[read]
                written += 1
                read += 1
                continue
            }
            for byte in UTF8.encode(decodeEscape(at: &read)) ?? UTF8.encodedReplacementCharacter {
                target[written] = byte
                written += 1
            }
        }
        return written
    }

    private func decodeEscape(at offset: inout Int) -> Unicode.Scalar {
        guard bytes[offset + 1] == UInt8(ascii: "u") else {
            defer { offset += 2 }
            return switch bytes[offset + 1] {
            case UInt8(ascii: "b"): "\u{08}"
            case UInt8(ascii: "f"): "\u{0C}"
            case UInt8(ascii: "n"): "\n"
            case UInt8(ascii: "r"): "\r"
            case UInt8(ascii: "t"): "\t"
            case let itself: Unicode.Scalar(itself)
            }
        }
        let unit = codeUnit(at: offset)
        offset += 6
        if UTF16.isLeadSurrogate(unit), offset < bytes.count, bytes[offset] == .backslash,
            bytes[offset + 1] == UInt8(ascii: "u")
        {
            let trail = codeUnit(at: offset)
            if UTF16.isTrailSurrogate(trail) {
                offset += 6
                let scalar = 0x1_0000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(trail) & 0x3FF
                return Unicode.Scalar(scalar) ?? "\u{FFFD}"
            }
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    /// The value of the four hexadecimal digits of the escape at an offset.
    private func codeUnit(at offset: Int) -> UInt16 {
        bytes[(offset + 2)..<(offset + 6)].reduce(0) { $0 << 4 | UInt16($1.hexadecimalValue ?? 0) }
    }
}
