import CallTraces
import Foundation

/// A change to a text.
struct TextChange: Sendable {
    /// The change, as the name of a fault shows it.
    let name: String
    /// Whether the change makes two different texts equal; otherwise comparing changed texts is lawful.
    let merges: Bool
    /// Whether only whole texts change, such as `null`.
    var isOfWholeTexts = false
    /// Whether the only text that becomes equal to others is the empty one.
    var mergesOnlyTheEmptyText = false
    let apply: @Sendable (String) -> String

    /// Whether no text changes but the empty one.
    var changesOnlyTheEmptyText: Bool { !apply("").isEmpty }

    init(_ name: String, merges: Bool = true, _ apply: @escaping @Sendable (String) -> String) {
        self.name = name
        self.merges = merges
        self.apply = apply
    }
}

extension TextChange {
    /// The changes by the name of their operator.
    static let byOperator: [(name: String, changes: [TextChange])] = [
        ("normalize", normalizing), ("fold", folding), ("trim", trimming), ("tidy white space", whiteSpace),
        ("change line ends", lineEnds), ("cut after bytes", cutAfterBytes),
        ("cut after characters", cutAfterCharacters),
        ("cut at a delimiter", delimiters.map(cutting)), ("keep what follows a delimiter", delimiters.map(keepingRest)),
        ("drop a character", delimiters.map(dropping)), ("replace a character", delimiters.map(replacing)),
        ("decode", decoding), ("encode", encoding), ("unescape", unescaping), ("lose characters", lossy),
        ("read as a value", reading.map(\.ofWholeTexts)),
    ]

    private static let normalizing = [
        TextChange("NFC") { $0.precomposedStringWithCanonicalMapping },
        TextChange("NFD") { $0.decomposedStringWithCanonicalMapping },
        TextChange("NFKC") { $0.precomposedStringWithCompatibilityMapping },
        TextChange("NFKD") { $0.decomposedStringWithCompatibilityMapping },
    ]

    private static let folding = [
        TextChange("lowercase") { $0.lowercased() },
        TextChange("uppercase") { $0.uppercased() },
        TextChange("ASCII lowercase") { text in
            scalars(text.unicodeScalars.map { ("A"..."Z").contains($0) ? moved($0, by: 32) : $0 })
        },
        TextChange("case") { $0.folding(options: .caseInsensitive, locale: nil) },
        TextChange("diacritics") { $0.folding(options: .diacriticInsensitive, locale: nil) },
        TextChange("width") { $0.folding(options: .widthInsensitive, locale: nil) },
    ]

    private static let trimming = [
        TextChange("leading white space") { String($0.trimmingPrefix(while: \.isWhitespace)) },
        TextChange("trailing white space") { $0.withoutSuffix { $0.properties.isWhitespace } },
        TextChange("white space on both sides") { $0.trimmingCharacters(in: .whitespacesAndNewlines) },
        TextChange("leading spaces") { String($0.trimmingPrefix { $0 == " " }) },
        TextChange("trailing spaces") { $0.withoutSuffix { $0 == " " } },
        TextChange("trailing NULs") { $0.withoutSuffix { $0 == "\0" } },
        TextChange("trailing line ends") { $0.withoutSuffix { $0 == "\n" || $0 == "\r" } },
        TextChange("trailing slashes") { $0.withoutSuffix { $0 == "/" } },
        TextChange("trailing dots") { $0.withoutSuffix { $0 == "." } },
        TextChange("quotes on both sides") { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"'")) },
    ]

    private static let whiteSpace = [
        TextChange("runs of spaces to one") { collapsed($0) { $0 == " " } },
        TextChange("runs of white space to one space") { collapsed($0) { $0.properties.isWhitespace } },
        TextChange("tabs to spaces") { $0.replacing("\t", with: " ") },
        TextChange("tabs to four spaces") { $0.replacing("\t", with: "    ") },
        TextChange("no-break spaces to spaces") { $0.replacing("\u{a0}", with: " ") },
        TextChange("white space dropped") { scalars($0.unicodeScalars.filter { !$0.properties.isWhitespace }) },
    ]

    private static let lineEnds = [
        TextChange("CRLF to LF") { $0.literally("\r\n", "\n") },
        TextChange("CR to LF") { $0.literally("\r", "\n") },
        TextChange("LF to CRLF", merges: false) { $0.literally("\n", "\r\n") },
        TextChange("every line end to LF") { $0.literally("\r\n", "\n").literally("\r", "\n") },
        TextChange("every line end to CRLF") {
            $0.literally("\r\n", "\n").literally("\r", "\n").literally("\n", "\r\n")
        },
        TextChange("U+2028 to LF") { $0.literally("\u{2028}", "\n") },
        TextChange("LF to space") { $0.literally("\n", " ") },
    ]

    private static let cutAfterBytes = FaultSizes.ofTexts.map { count in
        TextChange("\(count)") { String(decoding: $0.utf8.prefix(count), as: UTF8.self) }
    }

    private static let cutAfterCharacters = FaultSizes.ofTexts.map { count in
        TextChange("\(count)") { String($0.prefix(count)) }
    }

    private static let delimiters: [Unicode.Scalar] =
        Array("\0\t\n\r\u{b}\u{c}\u{1b}\u{1f},;:|/\\\"'` .#?&=%+_*[]{}<>()$@~^!-".unicodeScalars)
        + [
            "\u{7f}", "\u{85}", "\u{a0}", "\u{ad}", "\u{200b}", "\u{200d}", "\u{200e}", "\u{2028}", "\u{2029}",
            "\u{feff}", "\u{fe0e}", "\u{fe0f}", "\u{fffd}",
        ]

    private static let decoding = [
        TextChange("percent escapes") { $0.removingPercentEncoding ?? $0 },
        TextChange("plus signs") { $0.literally("+", " ") },
        TextChange("form") { $0.literally("+", " ").removingPercentEncoding ?? $0 },
        TextChange("named entities") {
            $0.literally("&lt;", "<").literally("&gt;", ">").literally("&quot;", "\"").literally("&amp;", "&")
        },
        TextChange("numeric entities") { text in
            guard text.contains("&#") else { return text }
            return text.replacing(#/&#(\d{1,5});/#) { Int($0.1).flatMap(Unicode.Scalar.init).map { String($0) } ?? "" }
        },
        TextChange("entities") {
            $0.literally("&#39;", "'").literally("&apos;", "'").literally("&nbsp;", "\u{a0}").literally("&amp;", "&")
        },
        TextChange("doubled percent signs") { $0.literally("%%", "%") },
        TextChange("doubled quotes") { $0.literally("''", "'").literally("\"\"", "\"") },
        TextChange("doubled braces") { $0.literally("{{", "{").literally("}}", "}") },
        TextChange("variables") { $0.contains("${") ? $0.replacing(#/\$\{\w*\}/#, with: "") : $0 },
    ]

    private static let encoding = [
        TextChange("JSON escapes", merges: false) { text in
            text.literally("\\", "\\\\").literally("\"", "\\\"").literally("\n", "\\n").literally("\t", "\\t")
        },
        TextChange("percent escapes", merges: false) { $0.literally("%", "%25").literally(" ", "%20") },
        TextChange("entities", merges: false) {
            $0.literally("&", "&amp;").literally("<", "&lt;").literally(">", "&gt;")
        },
        TextChange("doubled quotes", merges: false) { $0.literally("'", "''") },
        TextChange("escaped wildcards", merges: false) { $0.literally("%", "\\%").literally("_", "\\_") },
        TextChange("Latin-1 read as UTF-8", merges: false) { text in
            scalars(text.utf8.map { Unicode.Scalar($0) })
        },
    ]

    private static let unescaping = [
        TextChange("every backslash") { unescaped($0) { String($0) } },
        TextChange("\\n, \\t and \\\\") { text in
            unescaped(text) { $0 == "n" ? "\n" : $0 == "t" ? "\t" : $0 == "\\" ? "\\" : "\\\($0)" }
        },
        TextChange("\\0") { unescaped($0) { $0 == "0" ? "\0" : "\\\($0)" } },
        TextChange("\\u") { text in
            guard text.contains("\\u") else { return text }
            return text.replacing(#/\\u([0-9a-fA-F]{4})/#) { match in
                UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? String(match.0)
            }
        },
        TextChange("\\x") { text in
            guard text.contains("\\x") else { return text }
            return text.replacing(#/\\x([0-9a-fA-F]{2})/#) { match in
                UInt8(match.1, radix: 16).map { String(Unicode.Scalar($0)) } ?? String(match.0)
            }
        },
    ]

    private static let lossy = [
        lossy("beyond ASCII to ?", "?") { $0.value > 0x7f },
        lossy("beyond ASCII dropped", nil) { $0.value > 0x7f },
        lossy("beyond Latin-1 to ?", "?") { $0.value > 0xff },
        lossy("beyond Latin-1 dropped", nil) { $0.value > 0xff },
        lossy("beyond the BMP to ?", "?") { $0.value > 0xffff },
        lossy("beyond the BMP to U+FFFD", "\u{fffd}") { $0.value > 0xffff },
        lossy("beyond the BMP dropped", nil) { $0.value > 0xffff },
        lossy("control characters dropped", nil) { $0.value < 0x20 || $0.value == 0x7f },
        lossy("control characters to ?", "?") { $0.value < 0x20 || $0.value == 0x7f },
        lossy("controls but white space dropped", nil) { $0.value < 0x20 && !$0.properties.isWhitespace },
        lossy("formats dropped", nil) { $0.properties.generalCategory == .format },
        lossy("variation selectors dropped", nil) { $0.properties.isVariationSelector },
        lossy("private use to U+FFFD", "\u{fffd}") { $0.properties.generalCategory == .privateUse },
        lossy("noncharacters to U+FFFD", "\u{fffd}") { $0.properties.isNoncharacterCodePoint },
        lossy("unassigned to ?", "?") { $0.properties.generalCategory == .unassigned },
        TextChange("16 bits of each") { text in
            scalars(text.unicodeScalars.map { Unicode.Scalar(UInt16(truncatingIfNeeded: $0.value)) ?? "\u{fffd}" })
        },
        TextChange("8 bits of each") { text in
            scalars(text.unicodeScalars.map { Unicode.Scalar(UInt8(truncatingIfNeeded: $0.value)) })
        },
    ]

    private static let reading =
        ["null", "NULL", "None", "nil", "undefined", "nan", "NaN", "true", "false", "True", "False"].map { word in
            TextChange("\(word) as nothing") { $0.hasSameBytes(as: word) ? "" : $0 }.withTheEmptyText
        } + [
            TextChange("leading zeros dropped") { text in
                text.wholeMatch(of: #/0+(\d+)/#).map { String($0.1) } ?? text
            },
            TextChange("leading plus dropped") { text in
                text.wholeMatch(of: #/\+(\d+)/#).map { String($0.1) } ?? text
            },
            TextChange("trailing .0 dropped") { text in
                text.wholeMatch(of: #/(-?\d+)\.0+/#).map { String($0.1) } ?? text
            },
            TextChange("-0 as 0") { $0.hasSameBytes(as: "-0") ? "0" : $0 },
            TextChange("exponent expanded") { text in
                text.wholeMatch(of: #/(\d)[eE](\d{1,2})/#).map { match in
                    String(match.1) + String(repeating: "0", count: Int(match.2) ?? 0)
                } ?? text
            },
            TextChange("hexadecimal as decimal") { text in
                text.wholeMatch(of: #/0x([0-9a-f]{1,8})/#).flatMap { Int($0.1, radix: 16) }.map(String.init) ?? text
            },
            TextChange("long integers as 64 bits") { text in
                text.wholeMatch(of: #/\d{20,}/#).map { _ in "\(UInt64.max)" } ?? text
            },
            TextChange("decimals as 64 bits") { text in
                text.wholeMatch(of: #/\d+\.\d+/#).flatMap { Double($0.0) }.map { "\($0)" } ?? text
            },
            TextChange("digit separators dropped") { text in
                text.wholeMatch(of: #/(\d+)_(\d+)/#).map { String($0.1 + $0.2) } ?? text
            },
            TextChange("spaces only as nothing") { $0.allSatisfy { $0 == " " } ? "" : $0 },
            TextChange("true as 1") { $0.lowercased() == "true" ? "1" : $0 },
            TextChange("false as 0") { $0.lowercased() == "false" ? "0" : $0 },
            TextChange("nothing as null") { $0.isEmpty ? "null" : $0 }.withTheEmptyText,
        ]
}

extension TextChange {
    private var ofWholeTexts: TextChange {
        var change = self
        change.isOfWholeTexts = true
        return change
    }

    private var withTheEmptyText: TextChange {
        var change = self
        change.mergesOnlyTheEmptyText = true
        return change
    }

    private static func cutting(_ delimiter: Unicode.Scalar) -> TextChange {
        TextChange(name(of: delimiter)) { scalars($0.unicodeScalars.prefix { $0 != delimiter }) }
    }

    private static func keepingRest(_ delimiter: Unicode.Scalar) -> TextChange {
        TextChange(name(of: delimiter)) { text in
            let scalars = text.unicodeScalars
            return scalars.lastIndex(of: delimiter).map { String(scalars[scalars.index(after: $0)...]) } ?? text
        }
    }

    private static func dropping(_ delimiter: Unicode.Scalar) -> TextChange {
        lossy(name(of: delimiter), nil) { $0 == delimiter }
    }

    private static func replacing(_ delimiter: Unicode.Scalar) -> TextChange {
        lossy(name(of: delimiter), delimiter == "_" ? "-" : "_") { $0 == delimiter }
    }

    private static func name(of delimiter: Unicode.Scalar) -> String {
        guard !("!"..."~").contains(delimiter) else { return String(delimiter) }
        let code = String(delimiter.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: 4 - code.count) + code
    }

    private static func scalars(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func moved(_ scalar: Unicode.Scalar, by difference: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(scalar.value + difference) ?? scalar
    }

    private static func lossy(
        _ name: String,
        _ replacement: Unicode.Scalar?,
        _ isLost: @escaping @Sendable (Unicode.Scalar) -> Bool
    ) -> TextChange {
        TextChange(name) { text in
            scalars(text.unicodeScalars.compactMap { isLost($0) ? replacement : $0 })
        }
    }

    private static func collapsed(_ text: String, _ isSpace: (Unicode.Scalar) -> Bool) -> String {
        var result = String.UnicodeScalarView()
        var wasSpace = false
        for scalar in text.unicodeScalars {
            let isSpace = isSpace(scalar)
            if !isSpace || !wasSpace { result.append(isSpace ? " " : scalar) }
            wasSpace = isSpace
        }
        return String(result)
    }

    /// The text with each backslash and the character after it replaced.
    private static func unescaped(_ text: String, _ replacement: (Unicode.Scalar) -> String) -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\\", let escaped = rest.popFirst() {
                result += replacement(escaped)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension String {
    /// The text with every occurrence of some scalars replaced, whatever they combine with.
    fileprivate func literally(_ text: String, _ replacement: String) -> String {
        replacingOccurrences(of: text, with: replacement, options: .literal)
    }

    fileprivate func withoutSuffix(while isDropped: (Unicode.Scalar) -> Bool) -> String {
        var rest = unicodeScalars[...]
        while let last = rest.last, isDropped(last) { rest.removeLast() }
        return String(rest)
    }
}
