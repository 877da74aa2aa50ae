extension UnsafeRawBufferPointer {
    /// Returns the number of bytes before the first difference, comparing eight at a time.
    @inline(__always)
    func sharedByteCount(with other: UnsafeRawBufferPointer) -> Int {
        let limit = Swift.min(count, other.count)
        var offset = 0
        while offset + 8 <= limit {
            let word = loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let difference = word ^ other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            guard difference == 0 else { return offset + difference.littleEndian.trailingZeroBitCount / 8 }
            offset += 8
        }
        while offset < limit, self[offset] == other[offset] {
            offset += 1
        }
        return offset
    }

    /// Returns whether both buffers have the same bytes.
    @inline(__always)
    package func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && sharedByteCount(with: other) == count
    }

    /// Returns whether the first bytes are those of `prefix`.
    package func hasBytePrefix(_ prefix: UnsafeRawBufferPointer) -> Bool {
        sharedByteCount(with: prefix) == prefix.count
    }

    /// Returns whether the bytes are those of a literal.
    @inline(__always)
    package func hasBytes(of literal: StaticString) -> Bool {
        hasSameBytes(as: UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    /// Returns the offset of the first byte at or after `start` that is equal to `byte`, or `nil` if there is none.
    @inline(__always)
    func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        var offset = start
        while offset + 8 <= count {
            let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let finds = word.bytes(equalTo: byte)
            guard finds == 0 else { return offset + finds.trailingZeroBitCount / 8 }
            offset += 8
        }
        return self[offset...].firstIndex(of: byte)
    }

    /// Returns whether the bytes of another buffer, which must not be empty, occur anywhere in this one.
    func contains(_ other: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while let offset = firstOffset(of: other[0], from: start) {
            let rest = UnsafeRawBufferPointer(rebasing: self[offset...])
            if rest.sharedByteCount(with: other) == other.count { return true }
            start = offset + 1
        }
        return false
    }
}
