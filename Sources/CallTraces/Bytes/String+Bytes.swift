// The contract compares strings by their UTF-8 bytes; Swift's `==`, `hasPrefix`, `<` and hashing use canonical
// equivalence.
extension String {
    /// Returns whether two strings have the same UTF-8 bytes.
    package func hasSameBytes(as other: String) -> Bool {
        withBytes(of: other) { $0.count == $1.count && $0.sharedByteCount(with: $1) == $0.count }
            ?? utf8.elementsEqual(other.utf8)
    }

    /// Returns whether the first UTF-8 bytes are those of `prefix`.
    package func hasBytePrefix(_ prefix: String) -> Bool {
        withBytes(of: prefix) { $0.sharedByteCount(with: $1) == $1.count }
            ?? utf8.starts(with: prefix.utf8)
    }

    /// Returns whether the UTF-8 bytes of a literal, which must not be empty, occur anywhere in this string.
    ///
    /// Inlining makes the common case, a string that is shorter than the literal, as cheap as a comparison.
    @inline(__always)
    package func containsBytes(of literal: StaticString) -> Bool {
        guard utf8.count >= literal.utf8CodeUnitCount else { return false }
        let wanted = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        return utf8.withContiguousStorageIfAvailable {
            UnsafeRawBufferPointer($0).contains(UnsafeRawBufferPointer(wanted))
        } ?? utf8.indices.contains { utf8[$0...].starts(with: wanted) }
    }

    /// Returns whether this string sorts before another by UTF-8 bytes, which is the order of their code points.
    package func precedesByBytes(_ other: String) -> Bool {
        withBytes(of: other) { bytes, otherBytes in
            let shared = bytes.sharedByteCount(with: otherBytes)
            return shared < otherBytes.count && (shared == bytes.count || bytes[shared] < otherBytes[shared])
        } ?? utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Feeds the number of UTF-8 bytes and the bytes to a hasher, so that consecutive strings do not run together.
    package func hashBytes(into hasher: inout Hasher) {
        hasher.combine(utf8.count)
        let isHashed: Void? = utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isHashed == nil {
            for byte in utf8 { hasher.combine(byte) }
        }
    }

    /// Calls a closure with the UTF-8 bytes.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        var string = self
        return string.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }

    /// Calls a closure with the UTF-8 bytes of both strings, or returns `nil` if one of them is not stored
    /// contiguously.
    @inline(__always)
    private func withBytes(
        of other: String,
        _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) -> Bool? {
        let result = utf8.withContiguousStorageIfAvailable { bytes in
            other.utf8.withContiguousStorageIfAvailable { otherBytes in
                body(UnsafeRawBufferPointer(bytes), UnsafeRawBufferPointer(otherBytes))
            }
        }
        return result ?? nil
    }
}
