/// A writer of JSON text that escapes everything but ASCII, as Python's `json.dumps` does.
///
/// A writer cannot be copied, as it owns the memory to which it writes.
struct JSONWriter: ~Copyable {
    private var memory = UnsafeMutableRawPointer.allocate(byteCount: 512, alignment: 1)
    private var capacity = 512

    /// The number of bytes written.
    private(set) var count = 0

    deinit {
        memory.deallocate()
    }

    /// Removes everything written, and keeps the memory.
    mutating func clear() {
        count = 0
    }

    /// Calls a closure with the bytes written.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(start: memory, count: count))
    }

    /// Writes a string without quotes or escapes.
    mutating func write(asItIs string: String) {
        var string = string
        string.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes punctuation and keys.
    @inline(__always)
    mutating func write(_ literal: StaticString) {
        write(UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Writes a string in quotes.
    mutating func write(quoting string: String) {
        let isWritten = string.utf8.withContiguousStorageIfAvailable { writeIfPlain(UnsafeRawBufferPointer($0)) }
        guard isWritten != true else { return }
        write("\"")
        for scalar in string.unicodeScalars { write(escaping: scalar) }
        write("\"")
    }

    /// Writes bytes in quotes, eight at a time, unless one of them must be escaped.
    ///
    /// - Returns: Whether the bytes were written; if something must be escaped, nothing is.
    @inline(__always)
    private mutating func writeIfPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if count + bytes.count + 2 > capacity { grow(by: bytes.count + 2) }
        let target = memory + count + 1
        if bytes.count >= 8 {
            var offset = 0
            while true {
                let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                guard word.isPlainInJSON else { return false }
                target.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
                guard offset + 8 < bytes.count else { break }
                // The last word may share bytes with the one before.
                offset = min(offset + 8, bytes.count - 8)
            }
        } else if bytes.count >= 4 {
            // Two halves of a word, which may share bytes too.
            let left = bytes.loadUnaligned(as: UInt32.self)
            let right = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
            let word = UInt64(left) << 32 | UInt64(right)
            guard word.isPlainInJSON else { return false }
            target.storeBytes(of: left, as: UInt32.self)
            target.storeBytes(of: right, toByteOffset: bytes.count - 4, as: UInt32.self)
        } else {
            for offset in bytes.indices {
                guard bytes[offset].isPlainInJSON else { return false }
                target.storeBytes(of: bytes[offset], toByteOffset: offset, as: UInt8.self)
            }
        }
        target.storeBytes(of: .quote, toByteOffset: -1, as: UInt8.self)
        target.storeBytes(of: .quote, toByteOffset: bytes.count, as: UInt8.self)
        count += bytes.count + 2
        return true
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

extension UInt8 {
    fileprivate var isPlainInJSON: Bool {
        self >= 0x20 && self < 0x7F && self != .quote && self != .backslash
    }
}

extension UInt64 {
    /// Whether none of the eight bytes must be escaped.
    fileprivate var isPlainInJSON: Bool {
        let escaped = bytes(below: 0x20) | bytes(equalTo: .quote) | bytes(equalTo: .backslash) | bytes(equalTo: 0x7F)
        return (escaped | self) & 0x8080_8080_8080_8080 == 0
    }
}
