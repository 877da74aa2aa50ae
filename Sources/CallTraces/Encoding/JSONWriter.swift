/// Writes JSON text as Python's `json.dumps` does: ASCII alone, everything else escaped.
///
/// It cannot be copied, as it owns the memory it writes to.
struct JSONWriter: ~Copyable {
    private var memory = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 1)
    private var capacity = 512
    private var count = 0

    deinit {
        memory.deallocate()
    }

    /// Takes the text written so far, and starts anew.
    mutating func takeText() -> String {
        defer { count = 0 }
        return String(decoding: UnsafeRawBufferPointer(start: memory, count: count), as: UTF8.self)
    }

    /// Writes punctuation and keys as they stand.
    @inline(__always)
    mutating func write(_ literal: StaticString) {
        write(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Writes a string in quotes.
    mutating func write(quoting string: String) {
        write("\"")
        if !writeIfPlain(string) {
            for scalar in string.unicodeScalars { write(escaping: scalar) }
        }
        write("\"")
    }

    /// Writes a string as it stands, unless something in it must be escaped.
    private mutating func writeIfPlain(_ string: String) -> Bool {
        let isWritten = string.utf8.withContiguousStorageIfAvailable { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            guard bytes.isPlainInJSON else { return false }
            write(bytes)
            return true
        }
        return isWritten ?? false
    }

    @inline(__always)
    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        if count + bytes.count > capacity { grow(by: bytes.count) }
        (memory + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    @inline(never)
    private mutating func grow(by additional: Int) {
        capacity = max(capacity * 2, count + additional)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
        larger.copyMemory(from: memory, byteCount: count)
        memory.deallocate()
        memory = larger
    }
}

extension JSONWriter {
    private mutating func write(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": write(#"\""#)
        case "\\": write(#"\\"#)
        case "\n": write(#"\n"#)
        case "\r": write(#"\r"#)
        case "\t": write(#"\t"#)
        case "\u{08}": write(#"\b"#)
        case "\u{0C}": write(#"\f"#)
        case " "..."~": write(byte: UInt8(truncatingIfNeeded: scalar.value))
        default:
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { write(escaping: unit) }
        }
    }

    private mutating func write(escaping unit: UInt16) {
        write(#"\u"#)
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(unit >> shift & 0xF)
            write(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private mutating func write(byte: UInt8) {
        withUnsafeBytes(of: byte) { write($0) }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether every byte stands for itself in a JSON string of Python's.
    fileprivate var isPlainInJSON: Bool {
        var offset = 0
        while offset + 8 <= count {
            guard loadUnaligned(fromByteOffset: offset, as: UInt64.self).isPlainInJSON else { return false }
            offset += 8
        }
        while offset < count {
            guard self[offset].isPlainInJSON else { return false }
            offset += 1
        }
        return true
    }
}

extension UInt8 {
    fileprivate var isPlainInJSON: Bool {
        self >= 0x20 && self < 0x7F && self != .quote && self != .backslash
    }
}

extension UInt64 {
    /// Whether all eight bytes stand for themselves.
    fileprivate var isPlainInJSON: Bool {
        let escaped = bytes(below: 0x20) | bytes(equalTo: .quote) | bytes(equalTo: .backslash) | bytes(equalTo: 0x7F)
        return (escaped | self) & 0x8080_8080_8080_8080 == 0
    }
}
