/// Text that stores get wrong.
enum HostileText {
    static let composed = "caf\u{e9}"
    static let decomposed = "cafe\u{301}"
    static let oneMebibyte = String(repeating: "a", count: 1 << 20)

    /// Text that must survive everywhere, named by what makes it hostile.
    static let survivors: [(name: String, text: String)] = [
        ("a single quote", "it's"),
        ("a double quote", "a\"b"),
        ("a backslash", "a\\b"),
        ("a backslash before an n", "a\\nb"),
        ("a newline", "a\nb"),
        ("a tab and a carriage return", "a\tb\r"),
        ("a control character", "a\u{1}b\u{7f}"),
        ("a line separator", "a\u{2028}b"),
        ("spaces around it", " a "),
        ("an emoji", "\u{1f600}"),
        ("an emoji of several scalars", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}"),
        ("a composed letter", composed),
        ("a combining mark", decomposed),
        ("a byte order mark", "\u{feff}a"),
        ("letters of another script", "\u{540d}\u{524d}"),
        ("SQL", "'; DROP TABLE monkeytype_call_traces; --"),
        ("JSON", "{\"module\": null}"),
        ("wildcards", "%_*?[a]"),
        ("256 bytes", String(repeating: "b", count: 256)),
        ("1 MiB", oneMebibyte),
    ]
}
