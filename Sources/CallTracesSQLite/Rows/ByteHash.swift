/// A quick hash of bytes for tables that compare what they find, several times faster than `Hasher` on short strings.
///
/// Its seed differs from process to process, as that of `Hasher` does, so that nobody can prepare names that collide.
struct ByteHash: Sendable {
    private static let seed = UInt64.random(in: .min ... .max)
    private static let firstFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let secondFactor: UInt64 = 0xD1B5_4A32_D192_ED03

    private var state: UInt64

    init() {
        state = Self.seed
    }

    /// The hash of what was fed in.
    var value: Int {
        Int(truncatingIfNeeded: Self.mix(state ^ Self.firstFactor, Self.secondFactor))
    }

    /// Feeds in a number.
    @inline(__always)
    mutating func combine(_ number: Int) {
        combine(UInt64(truncatingIfNeeded: number))
    }

    /// Feeds in bytes and their count, so that strings next to each other do not run together.
    @inline(__always)
    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        var offset = 0
        while offset + 16 < bytes.count {
            let left = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let right = bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
            state = Self.mix(state ^ left, right ^ Self.firstFactor)
            offset += 16
        }
        let (left, right) = bytes.lastWords
        state = Self.mix(state ^ left, right ^ Self.firstFactor ^ UInt64(bytes.count))
    }

    /// Feeds in the UTF-8 bytes of a string.
    @inline(__always)
    mutating func combine(_ string: String) {
        let isFedIn: Void? = string.utf8.withContiguousStorageIfAvailable { combine(UnsafeRawBufferPointer($0)) }
        if isFedIn == nil { Array(string.utf8).withUnsafeBytes { combine($0) } }
    }

    private mutating func combine(_ word: UInt64) {
        state = Self.mix(state ^ word, Self.firstFactor)
    }

    /// Folds the product of two words, of which every bit depends on every bit of both.
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}

extension UnsafeRawBufferPointer {
    /// The last sixteen bytes, or all where there are fewer; some stand in them twice then.
    ///
    /// Together with the count, no two such buffers give the same words.
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
