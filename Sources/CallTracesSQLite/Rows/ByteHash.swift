/// A fast hash of bytes, for tables that compare what they find; several times faster than `Hasher` on short strings.
///
/// Like that of `Hasher`, its seed is random in every process, so that nobody can craft names that collide.
struct ByteHash: Sendable {
    /// What a hash depends on besides the bytes.
    struct Seed: Sendable {
        /// The seed of this process.
        static let process = Seed(first: .random(in: .min ... .max), second: .random(in: .min ... .max))

        let first: UInt64
        let second: UInt64
    }

    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64
    private let key: UInt64

    init(seed: Seed = .process) {
        state = seed.first
        key = seed.second
    }

    /// The hash of everything combined so far.
    var value: Int {
        Int(truncatingIfNeeded: Self.mix(state ^ key, Self.factor))
    }

    /// Adds a number to the hash.
    @inline(__always)
    mutating func combine(_ number: Int) {
        state = Self.mix(state ^ UInt64(truncatingIfNeeded: number), key)
    }

    /// Adds bytes and their count to the hash, so that moving a byte from one string to the next changes it.
    @inline(__always)
    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 16 < bytes.count {
            let left = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let right = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
            state = Self.mix(state ^ left, right ^ key)
            offset += 16
        }
        let (left, right) = bytes.lastWords
        // The count must not meet the words before they are mixed: bytes of another count could make up for it.
        state = Self.mix(state ^ left, right ^ key) ^ (UInt64(bytes.count) &* Self.factor)
    }

    /// Adds the UTF-8 bytes of a string to the hash.
    @inline(__always)
    mutating func combine(_ string: String) {
        let isCombined: Void? = string.utf8.withContiguousStorageIfAvailable { combine(UnsafeRawBufferPointer($0)) }
        if isCombined == nil { Array(string.utf8).withUnsafeBytes { combine($0) } }
    }

    /// Folds the 128-bit product of two words, so that every bit depends on every bit of both.
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

extension UnsafeRawBufferPointer {
    /// The last sixteen bytes or, if there are fewer, all of them, some of them twice.
    ///
    /// Different bytes of the same count give different words.
    @inline(__always)
    fileprivate var lastWords: (UInt64, UInt64) {
        func word<Word: FixedWidthInteger>(_ offset: Int, _: Word.Type) -> UInt64 {
            UInt64(truncatingIfNeeded: loadUnaligned(fromByteOffset: offset, as: Word.self))
        }
        return switch count {
        case 0: (0, 0)
        case 1...3: (word(0, UInt8.self) << 16 | word(count / 2, UInt8.self) << 8 | word(count - 1, UInt8.self), 0)
        case 4...7: (word(0, UInt32.self), word(count - 4, UInt32.self))
        case 8...15: (word(0, UInt64.self), word(count - 8, UInt64.self))
        default: (word(count - 16, UInt64.self), word(count - 8, UInt64.self))
        }
    }
}
