import CallTraces
import Testing

/// Strings are compared and searched by their UTF-8 bytes.
struct StringBytesTests {
    /// Strings with common prefixes of every length around the eight bytes that are compared at once.
    private static let strings: [String] = {
        let beginnings = (0...17).map { String("abcdefghijklmnopq".prefix($0)) }
        let ends = ["", "a", "b", "é", "e\u{301}", "\u{7F}", "\u{80}", "\0", "😀", "aaaaaaaaaaaaaaaa", "ÿ"]
        return beginnings.flatMap { beginning in ends.map { beginning + $0 } }
    }()

    @Test func `comparing strings is the same as comparing their bytes`() {
        let disagreeing = Self.strings.flatMap { left in
            Self.strings.compactMap { right in
                let (leftBytes, rightBytes) = (Array(left.utf8), Array(right.utf8))
                let agrees =
                    left.hasSameBytes(as: right) == (leftBytes == rightBytes)
                    && left.hasBytePrefix(right) == leftBytes.starts(with: rightBytes)
                    && left.precedesByBytes(right) == leftBytes.lexicographicallyPrecedes(rightBytes)
                return agrees ? nil : (left, right)
            }
        }
        #expect(disagreeing.isEmpty)
    }

    @Test func `a set of exact strings tells strings apart by their bytes`() {
        let bytes = Set(Self.strings.map { Array($0.utf8) })
        #expect(Set((Self.strings + Self.strings).map(ExactString.init)).count == bytes.count)
        #expect(ExactString("é") != ExactString("e\u{301}"))
    }

    @Test(
        arguments: [
            ("needle", true), ("a needle", true), ("needles", true), ("nneedle", true), ("neeneedle", true),
            ("a long haystack with a needle in it", true), ("1234567needle", true), ("12345678needle", true),
            ("", false), ("needl", false), ("a long haystack with needl", false), ("nneedl", false), ("n", false),
        ]
    )
    func `a literal is found anywhere in a string`(string: String, isThere: Bool) {
        #expect(string.containsBytes(of: "needle") == isThere)
    }
}
