import Foundation

/// The password in a URI connection string: `pass` in `mysql://john:pass@host/db`.
struct URIPassword {
    /// The password as it is written in the connection string.
    let text: String

    /// Finds the password of a connection string; `nil` if it has none.
    init?(in connectionString: String) {
        guard let scheme = connectionString.range(of: "://") else { return nil }
        let authority = connectionString[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard let end = authority.lastIndex(of: "@"),
            let start = authority[..<end].firstIndex(of: ":").map(authority.index(after:)), start < end
        else { return nil }
        text = String(authority[start..<end])
    }

    /// The forms in which a text can reveal the password.
    private var forms: [String] {
        let decoded = text.removingPercentEncoding
        return (decoded == text ? [text] : [text, decoded].compactMap(\.self)).filter { !$0.isEmpty }
    }

    /// Whether a text contains the password, as written or percent-decoded.
    func appears(in text: String) -> Bool {
        forms.contains { text.contains($0) }
    }

    /// A text with the password replaced by `***`.
    func redacted(in text: String) -> String {
        forms.reduce(text) { $0.replacingOccurrences(of: $1, with: "***") }
    }
}
