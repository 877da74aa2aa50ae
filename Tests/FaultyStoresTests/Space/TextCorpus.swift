import CallTraces

@testable import FaultyStores

/// Texts, written apart from the changes, of which each change shows in some.
enum TextCorpus {
    /// The texts for a change; only what cuts at a size needs long ones.
    ///
    /// The empty text is the last because few texts of a trace can be empty.
    static func texts(for change: TextChange) -> [String] {
        guard let size = Int(change.name) else { return words + delimited + [""] }
        let text = String(repeating: "x", count: size)
        return [text, text + "y"]
    }

    private static let words = [
        " ", "  ", "a", "A", "aa", "a b", "a  b", "ab", " a", "a ", "\na", "a\n", "a\r\n", "a\0", "a/", "a.", "\"a\"",
        "'a'", "a'",
        "é", "e\u{301}", "e", "ﬁ", "fi", "①", "1", "Ａ", "ß", "SS", "ss", "Straße", "STRASSE", "İ", "i\u{307}",
        "a\tb", "a    b", "a\u{a0}b", "a\r\nb", "a\nb", "a\rb", "a\u{2028}b",
        "a%20b", "a+b", "a%2Bb", "%41", "&lt;", "<", "&amp;", "&", "&#65;", "&#39;", "'", "&apos;", "&nbsp;", "\u{a0}",
        "%%", "%", "''", "\"\"", "\"", "{{", "{", "}}", "}", "a${b}", "\\a", "\\n", "n", "\n", "\\t", "\\\\", "\\",
        "\\0",
        "0", "\0", "\\u0041", "\\x41", "_", "\\_", "\\%", "&lt;a", "ä", "Ã¤", "č", "?", "\u{fffd}", "😀", "a😀",
        "\u{f600}",
        "a\u{1}b", "a?b", "a\u{200d}b", "☺\u{fe0f}", "☺", "\u{e000}", "\u{ffff}", "\u{378}", "ā", "\u{1}", "\u{101}",
        "null", "NULL", "None", "nil", "undefined", "nan", "NaN", "true", "false", "True", "False", "007", "7", "+7",
        "7.0", "-0", "1e3", "1000", "0x10", "16", "99999999999999999999", "99999999999999999998",
        "18446744073709551615",
        "1.10", "1.1", "1_000", "1,000",
    ]

    /// Each delimiter at every position of a text, and what is left of the text without it.
    private static let delimited: [String] = {
        let ascii = (0...127).compactMap { Unicode.Scalar($0) }
        let others: [Unicode.Scalar] = [
            "\u{85}", "\u{a0}", "\u{ad}", "\u{200b}", "\u{200d}", "\u{200e}", "\u{2028}", "\u{2029}", "\u{feff}",
            "\u{fe0e}", "\u{fe0f}", "\u{fffd}",
        ]
        return ["xy", "x", "y", "x_y", "x-y"] + (ascii + others).flatMap { ["x\($0)y", "x\($0)", "\($0)y"] }
    }()

    /// Two texts that a change makes equal.
    static func merged(by change: TextChange) -> [String]? {
        var texts: [ExactString: String] = [:]
        for text in self.texts(for: change) {
            let key = ExactString(change.apply(text))
            if let other = texts[key], !other.hasSameBytes(as: text) { return [other, text] }
            texts[key] = text
        }
        return nil
    }

    /// Two texts that show a change: merged, or one changed.
    static func shown(by change: TextChange) -> [String] {
        (merged(by: change) ?? []) + texts(for: change).filter { !change.apply($0).hasSameBytes(as: $0) }.suffix(1)
    }
}
