import CallTraces
import Foundation
import Testing

/// Something that programs do to text.
struct TextChange: Sendable, CustomTestStringConvertible {
    let name: String
    let apply: @Sendable (String) -> String

    var testDescription: String { name }

    init(_ name: String, _ apply: @escaping @Sendable (String) -> String) {
        self.name = name
        self.apply = apply
    }

    static let all: [TextChange] =
        equivalences + cuts + trims + replacements + decodings + encodings + readings + delimiters

    private static let equivalences: [TextChange] = [
        TextChange("NFC") { $0.precomposedStringWithCanonicalMapping },
        TextChange("NFD") { $0.decomposedStringWithCanonicalMapping },
        TextChange("NFKC") { $0.precomposedStringWithCompatibilityMapping },
        TextChange("NFKD") { $0.decomposedStringWithCompatibilityMapping },
        TextChange("lowercase") { $0.lowercased() },
        TextChange("uppercase") { $0.uppercased() },
        TextChange("capitalized") { $0.capitalized },
        TextChange("lowercase in Turkish") { $0.lowercased(with: Locale(identifier: "tr")) },
        TextChange("uppercase in German") { $0.uppercased(with: Locale(identifier: "de")) },
        TextChange("ASCII lowercase") {
            $0.mapScalars { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value) + 32) : $0 }
        },
        TextChange("case folding") { $0.folding(options: .caseInsensitive, locale: nil) },
        TextChange("diacritics") { $0.folding(options: .diacriticInsensitive, locale: nil) },
        TextChange("width") { $0.folding(options: .widthInsensitive, locale: nil) },
        TextChange("a dictionary of Swift strings") { text in
            TextCorpusSamples.dictionary[text] ?? text
        },
        TextChange("combining marks dropped") { $0.filterScalars { $0.properties.generalCategory != .nonspacingMark } },
        TextChange("combining marks sorted") { $0.decomposedStringWithCanonicalMapping },
        TextChange("final sigma") { $0.replacingOccurrences(of: "\u{3c2}", with: "\u{3c3}") },
        TextChange("sharp s") { $0.replacingOccurrences(of: "\u{df}", with: "ss") },
        TextChange("titlecase digraph") { $0.replacingOccurrences(of: "\u{1c5}", with: "\u{1c6}") },
    ]

    private static let cuts: [TextChange] = [16, 63, 64, 127, 128, 191, 255, 256, 767, 1_024, 4_096, 65_535, 65_536]
        .flatMap { length in
            [
                TextChange("cut at \(length) bytes") { String(decoding: $0.utf8.prefix(length), as: UTF8.self) },
                TextChange("the last \(length) bytes") { String(decoding: $0.utf8.suffix(length), as: UTF8.self) },
            ]
        }

    private static let trims: [TextChange] = [
        TextChange("trimmed") { $0.trimmingCharacters(in: .whitespacesAndNewlines) },
        TextChange("spaces trimmed") { $0.trimmingCharacters(in: .whitespaces) },
        TextChange("newlines trimmed") { $0.trimmingCharacters(in: .newlines) },
        TextChange("trailing space trimmed") { text in String(text.reversed().drop { $0 == " " }.reversed()) },
        TextChange("leading space trimmed") { text in String(text.drop { $0 == " " }) },
        TextChange("controls trimmed") { $0.trimmingCharacters(in: .controlCharacters) },
        TextChange("byte order mark dropped") { $0.hasPrefix("\u{feff}") ? String($0.unicodeScalars.dropFirst()) : $0 },
        TextChange("spaces collapsed") { $0.replacingOccurrences(of: " +", with: " ", options: .regularExpression) },
        TextChange("whitespace collapsed") {
            $0.replacingOccurrences(of: "\\s+", with: " ", options: .regularExpression)
        },
        TextChange("trailing slashes") { $0.replacingOccurrences(of: "/+$", with: "", options: .regularExpression) },
        TextChange("trailing dots") { $0.replacingOccurrences(of: "\\.+$", with: "", options: .regularExpression) },
        TextChange("surrounding quotes") { $0.trimmingCharacters(in: ["\"", "'"]) },
        TextChange("surrounding brackets") { $0.trimmingCharacters(in: ["[", "]", "(", ")", "{", "}", "<", ">"]) },
    ]

    private static let replacements: [TextChange] = [
        TextChange("CRLF to LF") { $0.replacingOccurrences(of: "\r\n", with: "\n") },
        TextChange("CR to LF") { $0.mapScalars { $0 == "\r" ? "\n" : $0 } },
        TextChange("every line end to LF") { $0.mapScalars { $0.properties.isLineEnd ? "\n" : $0 } },
        TextChange("every space to a space") { $0.mapScalars { $0.properties.isWhitespace ? " " : $0 } },
        TextChange("non-ASCII to ?") { $0.mapScalars { $0.isASCII ? $0 : "?" } },
        TextChange("non-ASCII dropped") { $0.filterScalars(\.isASCII) },
        TextChange("beyond 16 bits to ?") { $0.mapScalars { $0.value > 0xffff ? "?" : $0 } },
        TextChange("beyond Latin-1 to ?") { $0.mapScalars { $0.value > 0xff ? "?" : $0 } },
        TextChange("controls dropped") { $0.filterScalars { $0.properties.generalCategory != .control } },
        TextChange("format characters dropped") { $0.filterScalars { $0.properties.generalCategory != .format } },
        TextChange("variation selectors dropped") { $0.filterScalars { !$0.properties.isVariationSelector } },
        TextChange("private use dropped") { $0.filterScalars { $0.properties.generalCategory != .privateUse } },
        TextChange("punctuation to _") {
            $0.replacingOccurrences(of: "[^\\w]", with: "_", options: .regularExpression)
        },
        TextChange("separators equal") { $0.mapScalars { "./\\:-".unicodeScalars.contains($0) ? "." : $0 } },
        TextChange("quotes doubled") {
            $0.replacingOccurrences(of: "''", with: "'").replacingOccurrences(of: "\"\"", with: "\"")
        },
        TextChange("seven bits") { $0.mapScalars { Unicode.Scalar($0.value & 0x7f) ?? $0 } },
        TextChange("one byte a character") { $0.mapScalars { Unicode.Scalar(UInt8(truncatingIfNeeded: $0.value)) } },
        TextChange("16 bits a character") {
            $0.mapScalars { Unicode.Scalar(UInt16(truncatingIfNeeded: $0.value)) ?? "?" }
        },
    ]

    private static let decodings: [TextChange] = [
        TextChange("percent-decoded") { $0.removingPercentEncoding ?? $0 },
        TextChange("form-decoded") { $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? $0 },
        TextChange("plus to space") { $0.replacingOccurrences(of: "+", with: " ") },
        TextChange("backslashes dropped") { $0.replacingOccurrences(of: "\\", with: "") },
        TextChange("backslash escapes") { text in
            [("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ("\\\"", "\""), ("\\\\", "\\")]
                .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        },
        TextChange("JSON-decoded") { text in
            (try? JSONDecoder().decode([String].self, from: Data("[\"\(text)\"]".utf8)))?.first ?? text
        },
        TextChange("entities") { text in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
                .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        },
        TextChange("numeric entities") { $0.replacingOccurrences(of: "&#32;", with: " ") },
        TextChange("hexadecimal entities") { $0.replacingOccurrences(of: "&#x20;", with: " ") },
        TextChange("transform to Latin") { $0.applyingTransform(.toLatin, reverse: false) ?? $0 },
        TextChange("tags stripped") { $0.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression) },
        TextChange("doubled percent signs") { $0.replacingOccurrences(of: "%%", with: "%") },
        TextChange("doubled braces") { $0.replacingOccurrences(of: "{{", with: "{") },
    ]

    private static let encodings: [TextChange] = [
        TextChange("UTF-8 read as Latin-1") { String(String.UnicodeScalarView($0.utf8.map { Unicode.Scalar($0) })) },
        TextChange("percent-encoded once more") { $0.replacingOccurrences(of: "%", with: "%25") },
        TextChange("escaped once more") { $0.replacingOccurrences(of: "\\", with: "\\\\") },
        TextChange("bytes reversed") { String($0.unicodeScalars.reversed().map(Character.init)) },
        TextChange("ASCII encoding, lossy") { text in
            text.data(using: .ascii, allowLossyConversion: true).map { String(decoding: $0, as: UTF8.self) } ?? text
        },
    ]

    private static let readings: [TextChange] = [
        TextChange("read as an integer") { text in Int(text).map { "\($0)" } ?? text },
        TextChange("read as a number") { text in Double(text).map { "\($0)" } ?? text },
        TextChange("thousands") {
            $0.replacingOccurrences(of: "(?<=\\d)[,_](?=\\d)", with: "", options: .regularExpression)
        },
        TextChange("null is empty") { ["null", "nil", "none"].contains($0.lowercased()) ? "" : $0 },
        TextChange("null is None") { ["null", "nil", "undefined"].contains($0) ? "None" : $0 },
        TextChange("truth") { ["true", "yes", "on", "1", "t"].contains($0.lowercased()) ? "true" : $0 },
        TextChange("paths standardized") { NSString(string: $0).standardizingPath },
        TextChange("the last path component") { NSString(string: $0).lastPathComponent },
        TextChange("the path extension dropped") { NSString(string: $0).deletingPathExtension },
        TextChange("first letter only") { String($0.unicodeScalars.prefix(1)) },
        TextChange("last letter only") { String($0.unicodeScalars.suffix(1)) },
        TextChange("first letter dropped") { String($0.unicodeScalars.dropFirst()) },
        TextChange("length only") { "\($0.utf8.count)" },
        TextChange("letters sorted") { String($0.unicodeScalars.sorted().map(Character.init)) },
        TextChange("letters once") { text in
            var seen: Set<Unicode.Scalar> = []
            return text.filterScalars { seen.insert($0).inserted }
        },
    ]

    /// What formats do at their delimiters.
    private static let delimiters: [TextChange] =
        (TextCorpusSamples.specials).flatMap { special in
            let name = special.unicodeScalars.map { "U+" + String($0.value, radix: 16) }.joined(separator: " ")
            return [
                TextChange("cut at \(name)") { text in
                    text.range(ofBytes: special).map { String(text[..<$0.lowerBound]) } ?? text
                },
                TextChange("dropped: \(name)") { $0.replacing(special, "") },
                TextChange("a space for \(name)") { $0.replacing(special, special == " " ? "_" : " ") },
            ]
        }
}

extension String {
    fileprivate func mapScalars(_ change: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        String(UnicodeScalarView(unicodeScalars.map(change)))
    }

    fileprivate func filterScalars(_ isKept: (Unicode.Scalar) -> Bool) -> String {
        String(UnicodeScalarView(unicodeScalars.filter(isKept)))
    }

    fileprivate func range(ofBytes text: String) -> Range<String.Index>? {
        range(of: text, options: .literal)
    }

    fileprivate func replacing(_ text: String, _ other: String) -> String {
        replacingOccurrences(of: text, with: other, options: .literal)
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isLineEnd: Bool {
        generalCategory == .lineSeparator || generalCategory == .paragraphSeparator
            || isWhitespace && generalCategory == .control
    }
}
