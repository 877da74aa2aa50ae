import CallTraces

/// Texts that a store may confuse or damage, made from what programs do to text rather than from known mistakes.
///
/// For every character that some format treats specially, there is a text with the character and the texts that remain
/// when it is dropped, trimmed, replaced, repeated, or taken as a delimiter. For every kind of equivalence, there are
/// several texts that it takes for one. `TextCorpusTests` proves that each of many changes alters or merges some of them.
enum TextCorpus {
    /// Every kind of text; no text occurs twice, and none is empty or has NUL in it.
    static let kinds: [CaseKind<String>] = {
        let all: [(String, [String])] = [
            ("beginnings and endings", beginnings),
            ("ASCII punctuation", punctuation.flatMap(around) + wildcards),
            ("spaces and line ends", spaces.flatMap(around)),
            ("control characters", controls.flatMap { ["a\($0)b", "a\($0)"] }),
            ("invisible characters", invisible.flatMap { ["a\($0)b", "a\($0)"] }),
            ("normal forms", normalForms),
            ("compatibility forms", compatibilityForms),
            ("letter case", letterCase),
            ("accents", accents),
            ("characters beyond 16 bits", beyond16Bits),
            ("escapes", escapes),
            ("quotes around a text", quoted),
            ("numbers", numbers),
            ("words with a meaning", words),
            ("keys of encodings", keys),
            ("paths", paths),
            ("commands", commands),
        ]
        var seen: Set<ExactString> = []
        return all.map { name, texts in
            CaseKind(name, texts.filter { seen.insert(ExactString($0)).inserted })
        }
    }()

    /// Every text.
    static let texts = kinds.flatMap(\.cases)

    /// A few long texts with a bit of everything in them, each with one kind of space or delimiter at both ends.
    static let mixtures: [CaseKind<String>] =
        kinds.map { CaseKind($0.name, [$0.cases.joined(separator: "x")]) }
        + [CaseKind("spaces and line ends", spaces.map { "\($0)a\($0)\($0)b\($0)" })]

    /// The longest text that the contract demands.
    static let oneMebibyte = text(of: 1 << 20)

    /// Long texts that differ only in the first or the last byte, or end where others go on.
    static let longTwins = [64, 256, 1_024, 65_536, (1 << 20) - 1].flatMap { length in
        let shared = text(of: length)
        return [shared, shared + "y", shared + "z", "y" + shared]
    }

    /// Long texts, each of which differs from another in its last byte alone.
    static let longEndings = [64, 256, 1_024, 4_096, 65_536, (1 << 20) - 1].flatMap { length in
        [text(of: length) + "y", text(of: length) + "z"]
    }

    /// Texts with NUL at the beginning, within, and at the end.
    static let withNUL = around("\0")

    /// What is left of texts with NUL when it is dropped, replaced, escaped, or taken as a delimiter.
    static let withoutNUL = ["a", "b", "ab", "a_b", "a\\0b"]

    /// Texts that join others: every character that some format takes as a delimiter, several at once, and none.
    static let separators =
        ["", "::", "->", "=>", ", ", ": ", "; ", "--", "||", "&&", "//", "..", "\\0"] + punctuation + spaces + controls

    /// The first bytes of a long text of ASCII letters and digits, which does not repeat soon.
    static func text(of length: Int) -> String {
        String(decoding: manyBytes.prefix(length), as: UTF8.self)
    }

    private static let manyBytes: [UInt8] = {
        var bytes = Array("t".utf8)
        var number = 0
        while bytes.count < 1 << 20 {
            number += 7
            bytes += String(number, radix: 36).utf8
        }
        return bytes
    }()

    /// The forms of `a` and `b` with a character around and between them.
    private static func around(_ character: String) -> [String] {
        ["a\(character)b", "a\(character)", "\(character)a", "a\(character)\(character)b"]
    }

    // MARK: Characters

    static let punctuation = (0x21...0x7e).compactMap(Unicode.Scalar.init).filter { !$0.properties.isAlphabetic }
        .filter { !("0"..."9").contains($0) }.map { String($0) }

    static let spaces = [
        " ", "\t", "\n", "\u{b}", "\u{c}", "\r", "\r\n", "\u{85}", "\u{a0}", "\u{1680}", "\u{2002}", "\u{2003}",
        "\u{2009}", "\u{200a}", "\u{200b}", "\u{2028}", "\u{2029}", "\u{202f}", "\u{205f}", "\u{3000}", "\u{feff}",
    ]

    static let controls = (Array(0x1...0x8) + Array(0xe...0x1f) + [0x7f, 0x80, 0x9f])
        .compactMap(Unicode.Scalar.init).map { String($0) }

    private static let invisible = [
        "\u{ad}", "\u{34f}", "\u{61c}", "\u{180e}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{202e}", "\u{2060}",
        "\u{2066}", "\u{fe0e}", "\u{fe0f}", "\u{fff9}", "\u{fffc}", "\u{fffd}", "\u{e000}",
        "\u{e0041}", "\u{e0100}", "\u{10ffff}",
    ]

    // MARK: Texts

    private static let beginnings = [
        "a", "b", "aa", "ab", "ba", "aab", "abb", "aba", "abc", "abcd", "bc", "cb", "axb", "a.b.c", "b.c", "a.bc",
        "ab.c", " ", "  ", "\t", "a    b",
    ]

    private static let wildcards = [
        "%b", "_b", "a%c", "a_c", "a*c", "a?c", "a.c", "[ab]c", "[^a]b", "{a,b}", "a\\%", "a\\_",
    ]

    /// Groups of canonically equivalent texts, and their parts.
    private static let normalForms = [
        "e", "\u{301}", "\u{e9}", "e\u{301}", "caf\u{e9}", "cafe\u{301}", "caf\u{e9}s", "cafe\u{301}s", "cafe",
        "\u{c5}", "A\u{30a}", "\u{212b}", "\u{3a9}", "\u{2126}",
        "q\u{307}\u{323}", "q\u{323}\u{307}", "\u{1ea1}\u{307}", "\u{227}\u{323}", "a\u{323}\u{307}",
        "\u{ac00}", "\u{1100}\u{1161}", "\u{8c48}", "\u{f900}", "\u{958}", "\u{915}\u{93c}",
    ]

    /// Groups of texts that compatibility takes for equal.
    private static let compatibilityForms = [
        "fi", "\u{fb01}", "\u{ff41}", "\u{ff21}", "2", "\u{b2}", "\u{2082}", "\u{2461}", "IV", "\u{2163}", "kg",
        "\u{338f}", "TM", "\u{2122}", "...", "\u{2026}", "\u{bd}", "1\u{2044}2", "\u{30ab}", "\u{ff76}", "a\u{2010}b",
        "a\u{2011}b", "a\u{2013}b", "a\u{2212}b", "a\u{2019}b", "a\u{201c}b", "\u{1d41a}", "\u{aa}", "\u{4e00}",
        "\u{2f00}", "\u{430}", "\u{17f}", "s",
    ]

    /// Groups of texts that some way of ignoring case takes for equal.
    private static let letterCase = [
        "name", "Name", "NAME", "nAmE", "\u{c9}", "CAF\u{c9}", "ss", "SS", "\u{df}", "\u{1e9e}", "\u{3c3}", "\u{3c2}",
        "\u{3a3}", "i", "I", "\u{131}", "\u{130}", "i\u{307}", "\u{1c6}", "\u{1c5}", "\u{1c4}", "\u{10400}",
        "\u{10428}",
        "k", "K", "\u{212a}", "\u{b5}", "\u{3bc}", "\u{416}", "\u{436}", "\u{149}", "\u{2bc}n", "\u{1f88}", "\u{1f80}",
        "\u{fb05}", "\u{fb06}", "st",
    ]

    /// Groups of texts that ignoring or transliterating accents takes for equal.
    private static let accents = [
        "o", "\u{f6}", "\u{f8}", "\u{f3}", "oe", "\u{153}", "n", "\u{f1}", "l", "\u{142}", "c", "\u{e7}", "\u{e8}",
        "\u{ea}", "\u{c3}\u{a9}", "ae", "\u{e6}",
    ]

    private static let beyond16Bits = [
        "?", "??", "????", "\u{1f600}", "\u{1f601}", "\u{1f600}\u{1f600}", "\u{10000}", "\u{20bb7}", "\u{1f468}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}", "\u{1f468}\u{1f469}\u{1f467}", "\u{1f44d}", "\u{1f44d}\u{1f3fd}",
        "\u{1f1e9}\u{1f1ea}", "\u{1f1e9}", "\u{2764}", "\u{2764}\u{fe0f}", "\u{5e8}", "\u{5e8}\u{5d1}",
        "\u{540d}\u{524d}",
    ]

    /// A text with a character, and the same text with the character escaped in the ways of many formats.
    private static let escapes: [String] =
        [" ", "\"", "<", "&", "%", "/", "\\", "+", "\n", "A", "\u{e9}", "\u{1f600}"].flatMap { character in
            let bytes = character.utf8.map(hexadecimal)
            let code = character.unicodeScalars.first?.value ?? 0
            let units = character.utf16.map { "\\u" + padded(String($0, radix: 16), to: 4) }
            return [
                character, "%" + bytes.joined(separator: "%"), "%" + bytes.joined(separator: "%").lowercased(),
                "&#\(code);",
                "&#x\(String(code, radix: 16));", units.joined(), "\\x" + bytes.joined(separator: "\\x"),
                "\\\(character)",
            ].map { "a\($0)b" }
        } + [
            "a\\nb", "a\\tb", "a\\rb", "a\\0b", "a\\\\nb", "a\\\\b", "a\\\\\\\\b", "a\\\"b", "a&amp;b", "a&amp;amp;b",
            "a&lt;b",
            "a&gt;b", "a&quot;b", "a&apos;b", "a&nbsp;b", "a&eacute;b", "a%2520b", "a%b", "a%zzb", "a%25b", "a=20b",
            "YWI=",
            "YWI", "a\\040b", "a\\u{20}b", "a''b", "a\"\"b", "xn--caf-dma", "\\N", "+AGE-", "a$$b", "a{{b", "a%%b",
            "6162",
        ]

    private static let quoted = ["\"ab\"", "'ab'", "`ab`", "[ab]", "(ab)", "{ab}", "<ab>", "b'ab'", "\u{ab}ab\u{bb}"]

    /// Groups of texts that are one number, or one date, in some notation.
    private static let numbers = [
        "0", "-0", "+0", "00", "0.0", "7", "07", "007", "7.0", "7.", "+7", "-7", "1000", "1e3", "1E3", "1_000", "1,000",
        "1.000", "16", "0x10", "0o20", "1", "0b1", "1.0", "10", "9", "1e999", "inf", "Infinity", "NaN", "nan", "3",
        "\u{663}", "\u{ff13}", "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "100000000000000000000", "9007199254740992", "9007199254740993",
        "0.1", "0.10", ".1", "1e400", "2026-01-01", "20260101", "12:30", "1,5", "1.5", "50%",
    ]

    static let words = [
        "null", "NULL", "Null", "nil", "None", "none", "undefined", "void", "true", "True", "TRUE", "false", "False",
        "yes",
        "no", "on",
        "t", "f", "N/A", "-", "--", "~", "\"\"", "''", "[]", "{}", "()", "EOF", "\\.", "default", "(null)", "<nil>",
        "CON",
    ]

    /// Names that an encoding, a language, or a table may use itself.
    static let keys = [
        "module", "qualname", "elem_types", "is_typed_dict", "arg_types", "return_type", "yield_type", "created_at",
        "argTypes", "returnType", "yieldType", "elementTypes", "typedDict", "content", "bare", "type", "types", "name",
        "args", "arg", "return", "yield", "self", "class", "__class__", "__dict__", "__proto__", "constructor",
        "hasOwnProperty",
        "toString", "id", "_id", "rowid", "key", "value", "$ref", "@type", "#text", "fields", "elements", "kind",
        "limit",
    ]

    private static let paths = [
        "a/b/c", "a/./b", "a/x/../b", "../a", "./a", "/a/b", "a/b/", "~/a", "C:\\a", "c:\\a", "a\\b\\c", ".", "..",
        "...a", "a..b",
        "a.", "a.txt", "file:///a", "http://a/b?c=d#e", "http://a/b?c=d", "http://a/b", "HTTP://A/b", "a?b=c", "a#b",
        "a;b=c",
    ]

    static let commands = [
        "a' OR '1'='1", "a\" OR \"1\"=\"1", "a'; DROP TABLE monkeytype_call_traces; --", "a' --", "a /* b */", "a -- b",
        "a' UNION SELECT * FROM monkeytype_call_traces --", "{\"module\": null}", "{\"$gt\": \"\"}", "<b>a</b>",
        "<!-- a -->",
        "<![CDATA[a]]>", "$(a)", "${a}", "a${b}", "#{a}", "{{a}}", "{0}", "%s", "%d%n", "%(a)s", "`a`", ".*", "^a",
        "a$", "a|b",
        "(a|b)", "a{2}",
        "a+", "\\d", "\\w+", "[a-z]+", "a*b*", "**", "FLUSHALL", "a\r\nDEL b", "*)(a=*", "a,b,c", "a\tb\tc", "a\nb\nc",
        "a;b;c", "a|b|c",
        "a::b", "a=>b", "a->b", "[a, b]", "('a', 'b')", "\u{1e}a\u{1f}b",
    ]

    private static func hexadecimal(_ byte: UInt8) -> String {
        padded(String(byte, radix: 16, uppercase: true), to: 2)
    }

    private static func padded(_ digits: String, to count: Int) -> String {
        String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }
}
