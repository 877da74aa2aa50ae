import CallTraces
import Testing

/// Exact strings compare, sort, and hash by their UTF-8 bytes.
struct ExactStringTests {
    private let composed = "\u{e9}"
    private let decomposed = "e\u{301}"

    @Test func `canonically equivalent strings are different`() {
        #expect(composed == decomposed)
        #expect(ExactString(composed) != ExactString(decomposed))
        #expect(ExactString(composed) == ExactString(composed))
    }

    @Test func `canonically equivalent strings are different keys`() {
        #expect(Set([composed, decomposed]).count == 1)
        #expect(Set([composed, decomposed, composed].map(ExactString.init)).count == 2)
        let counts = Dictionary([composed, decomposed, composed].map { (ExactString($0), 1) }, uniquingKeysWith: +)
        #expect(counts == [ExactString(composed): 2, ExactString(decomposed): 1])
    }

    @Test func `a prefix is compared by its bytes`() {
        #expect(ExactString("\(composed)t\(composed)").hasPrefix(composed))
        #expect(!ExactString("\(composed)t\(composed)").hasPrefix(decomposed))
        // To Swift, a letter is not a prefix of the same letter with a combining mark.
        #expect(!decomposed.hasPrefix("e"))
        #expect(ExactString(decomposed).hasPrefix("e"))
        #expect(ExactString("").hasPrefix(""))
        #expect(!ExactString("").hasPrefix("a"))
    }

    @Test func `strings sort by their bytes`() {
        let sorted = ["", "B", "a", "ab", decomposed, composed, "\u{FFFD}", "😀"].map(ExactString.init)
        #expect(sorted.reversed().sorted() == sorted)
        #expect(ExactString(decomposed) < ExactString(composed))
        #expect(!(ExactString(composed) < ExactString(composed)))
    }

    @Test func `the description is the string`() {
        #expect("\(ExactString("Cart.total"))" == "Cart.total")
    }
}
