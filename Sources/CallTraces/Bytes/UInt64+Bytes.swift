/// Searches eight bytes at once. The result has the highest bit of each matching byte set.
///
/// Bytes more significant than the first match may be marked by mistake; the first match never is.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Returns marks for the bytes that are equal to `byte`.
    func bytes(equalTo byte: UInt8) -> UInt64 {
        (self ^ (Self.ones &* UInt64(byte))).bytes(below: 1)
    }

    /// Returns marks for the bytes that are less than `bound`, which must not exceed 0x80.
    func bytes(below bound: UInt8) -> UInt64 {
        (self &- Self.ones &* UInt64(bound)) & ~self & Self.highBits
    }
}
