/// Eight bytes looked at together: the highest bit of a byte in the result marks a find.
///
/// A byte above the first find, in the order of significance, may be marked in error; the first one never is.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Marks the bytes that equal `byte`.
    func bytes(equalTo byte: UInt8) -> UInt64 {
        (self ^ (Self.ones &* UInt64(byte))).bytes(below: 1)
    }

    /// Marks the bytes that are below `bound`, which is at most 0x80.
    func bytes(below bound: UInt8) -> UInt64 {
        (self &- Self.ones &* UInt64(bound)) & ~self & Self.highBits
    }
}
